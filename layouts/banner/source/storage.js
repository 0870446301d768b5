// Web Storage, local and of the session.
["localStorage", "sessionStorage"].forEach((area, index) => {
  clearing[1 + index] = (pattern) => Object.keys(self[area]).forEach((key) => {
    if (matches(pattern, key)) self[area].removeItem(key);
  });
});
