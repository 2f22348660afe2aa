/**
 * Files of `@microsoft/office-js` that Excel needs, relative to the package's `dist`. They are shipped unmodified.
 *
 * office.js reads the host's name, platform and version and loads `<host>-<platform>-<version>.js` and `<locale>/office_strings.js`
 * beside itself: Windows, Mac, web, iPad, each in the one version that an Excel with ExcelApi 1.9 asks for. Locales it has no strings for
 * fall back: every other Chinese to zh-cn, the rest to en-us (`OSF.getSupportedLocale`; of German and others it asks for their own, and
 * goes on in English when they are not there).
 * `o15apptofilemappingtable.js` is what it loads when no Excel answers (the pane opened in a plain browser).
 * Left out: telemetry (`telemetry/`, `ariatelemetry/`), whose absence office.js tolerates, and every other Office program.
 */
export const officeFiles = [
  "office.js",
  "o15apptofilemappingtable.js",
  "excel-win32-16.01.js",
  "excel-mac-16.00.js",
  "excel-web-16.00.js",
  "excel-ios-16.00.js",
  "en-us/office_strings.js",
  "zh-cn/office_strings.js",
  "zh-tw/office_strings.js",
];
