// Where several languages are sent, the page's own, or else the first.
const pageLanguage = document.documentElement.lang;
LANGUAGE = [pageLanguage, pageLanguage.split("-")[0]].find((each) => LANGUAGES[each]) || Object.keys(LANGUAGES)[0];
TEXTS = LANGUAGES[LANGUAGE];
