/** What kind of Excel is simulated. */
export interface Profile {
  /** Minor version of ExcelApi 1.x: 9, 14, 15 … A member above it fails as in Excel. */
  readonly excelApi: number;
  /** The 5 MB limits hold in Excel on the web only. */
  readonly platform: "desktop" | "web";
  readonly locale: string;
  /** Most cells in one read: an error, or null without one (both are seen in real hosts). */
  readonly overLimit: "error" | "null";
  readonly appVersion: string;
  /** Bytes per request and answer, if not as on the platform. */
  readonly payload?: number;
}

/** Bytes per request and per response of Excel on the web. */
export const WEB_PAYLOAD = 5 * 1024 * 1024;

/** office.js 1.1.110 has members through ExcelApi 1.15, whatever the host says. */
export const NEWEST: Profile = { excelApi: 17, platform: "desktop", locale: "zh-CN", overLimit: "error", appVersion: "16.0.18000.20000" };

export const PROFILES = {
  newest: NEWEST,
  web: { ...NEWEST, platform: "web" },
  excel2021: { ...NEWEST, excelApi: 14, appVersion: "16.0.14332.20000" },
  oldest: { ...NEWEST, excelApi: 9, appVersion: "16.0.11929.20000" },
} as const satisfies Record<string, Profile>;
