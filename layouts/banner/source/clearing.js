// Clears what isn't allowed: when a page begins, on withdrawal, and from then on again and again, since a script that
// runs can't be stopped and may write anew. `clearing` has a function for each kind of storage that is declared.
const clearing = [];
let timer;

const matches = (pattern, name) => RegExp(`^(${pattern})$`).test(name);

const sweep = () => CATEGORIES.forEach((category) => {
  if (isAllowed(category)) {
    category.hasRun = true;
    return;
  }
  if (category.hasRun) timer ||= setInterval(sweep, 500);
  clearing.forEach((clear, kind) => {
    try {
      if (category[3][kind]) clear(category[3][kind]);
    } catch {
      // Storage that is blocked holds nothing.
    }
  });
});
steps.push(sweep);
