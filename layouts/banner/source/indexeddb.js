// Databases of IndexedDB.
clearing[3] = (pattern) => {
  indexedDB.databases().then((databases) => databases.forEach(({ name }) => {
    if (matches(pattern, name)) indexedDB.deleteDatabase(name);
  }), () => {});
};
