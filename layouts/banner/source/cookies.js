// Cookies: on the host itself and every domain above it. One of another path is seen only below that path, so that
// those that have names without patterns are cleared unseen.
clearing[0] = (groups) => groups.forEach(([pattern, path = "/", ...unseen]) => {
  const seen = document.cookie.split("; ").map((pair) => pair.split("=")[0]).filter((name) => matches(pattern, name));
  const labels = location.hostname.split(".");
  const secure = location.protocol === "https:" ? ";secure" : "";
  [...unseen, ...seen].forEach((name) => ["", ...labels].forEach((_, above) => {
    const domain = above ? labels.slice(above - 1).join(".") : "";
    document.cookie = `${name}=;max-age=0;path=${path};domain=${domain}${secure}`;
  }));
});
