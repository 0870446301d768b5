// Scripts that wait: <script type="text/plain" data-consent="…">. They run in the order of the page, each once, and
// none before an external one ahead of it has come or failed.
let isRunning;

const runNext = () => {
  const waiting = [...document.querySelectorAll('script[type="text/plain"][data-consent]')]
    .find((each) => isAllowed(categoryOf(each)));
  if (isRunning || !waiting || !isWhole(waiting)) return;
  isRunning = true;
  const script = element("script");
  [...waiting.attributes].forEach(({ name, value }) => script.setAttribute(name, value));
  script.type = waiting.dataset.type || "";
  script.nonce = waiting.nonce;
  script.text = waiting.text;
  script.onload = script.onerror = () => {
    isRunning = false;
    runNext();
  };
  waiting.replaceWith(script);
  if (!script.src) script.onload();
};
searches.push(runNext);
