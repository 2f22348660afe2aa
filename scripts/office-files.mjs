/**
 * Files of `@microsoft/office-js` that Excel needs, relative to the package's `dist`. They are shipped unmodified.
 *
 * office.js reads the host's name, platform and version and loads `<host>-<platform>-<version>.js` and `<locale>/office_strings.js`
 * beside itself: Windows (win32-16.01; 16.00 in the store's older version), Mac, web, iPad. An unknown locale falls back to en-us.
 * `o15apptofilemappingtable.js` is what it loads when no Excel answers (the pane opened in a plain browser).
 * Left out: telemetry (`telemetry/`, `ariatelemetry/`), whose absence office.js tolerates, and every other Office program.
 */
export const officeFiles = [
  "office.js",
  "o15apptofilemappingtable.js",
  "excel-win32-16.00.js",
  "excel-win32-16.01.js",
  "excel-mac-16.00.js",
  "excel-web-16.00.js",
  "excel-ios-16.00.js",
  "en-us/office_strings.js",
  "zh-cn/office_strings.js",
  "zh-hk/office_strings.js",
  "zh-mo/office_strings.js",
  "zh-sg/office_strings.js",
  "zh-tw/office_strings.js",
];
