/** What office.js finds in `window.external` of a web view inside Excel: who the host is, and the document's settings. */
import type { WorkbookModel } from "../model/workbook.js";
import type { Profile } from "./profile.js";

/** type $ platform $ version $ locale $ correlation id $ isDialog $ disableLogging $ flags */
export function hostInfo(profile: Profile): string {
  return ["Excel", "Win32", "16.01", profile.locale, "telemetry", "", "disableLogging", "0"].join("$");
}

/** Requirement sets as JSON text. RichApiRuntime* and RedirectV1Api stay out: they would change the wire format. */
function supported(profile: Profile): string {
  // Office 2019's generation does not hold requests back while a cell is edited.
  return JSON.stringify({ ...(profile.excelApi >= 14 ? { DelayForCellEdit: "1.1" } : {}), ExcelApi: `1.${profile.excelApi}`, SharedRuntime: "1.1", DialogApi: "1.2", Settings: "1.1" });
}

type Answer = (value: number | { toArray(): unknown[] }) => void;

let instances = 0;

/** A fresh object per session: office.js caches settings under the instance id. */
export function officeExternal(book: WorkbookModel, profile: Profile): Record<string, unknown> {
  const instance = `simulated-${++instances}`;
  const settings = {
    Read(keys: string[], values: string[]): void {
      for (const [key, value] of book.settings) {
        keys.push(key);
        values.push(JSON.stringify(value));
      }
    },
    Write(keys: Iterable<string>, values: Iterable<string>): void {
      const texts = [...values];
      book.settings.clear();
      [...keys].forEach((key, index) => book.settings.set(key, JSON.parse(texts[index] ?? "null")));
    },
  };
  const context = {
    GetAppType: () => 1,
    GetSolutionRef: () => "ledger-reconcile",
    GetAppVersionMajor: () => 16,
    GetAppVersionMinor: () => 0,
    GetAppUILocale: () => profile.locale,
    GetAppDataLocale: () => profile.locale,
    GetDocUrl: () => book.name,
    GetAppCapabilities: () => 0,
    GetActivationMode: () => 2,
    GetControlIntegrationLevel: () => 1,
    GetSolutionToken: () => "",
    GetCorrelationId: () => "",
    GetInstanceId: () => instance,
    GetTouchEnabled: () => false,
    GetCommerceAllowed: () => false,
    GetSupportedMatrix: () => supported(profile),
    GetHostCustomMessage: () => "",
    GetHostFullVersion: () => profile.appVersion,
    GetDialogRequirementMatrix: () => supported(profile),
    GetFeaturesForSolution: () => "{}",
    GetInitialDisplayMode: () => 2,
    GetOfficeThemeInfo: () => JSON.stringify({ bodyBackgroundColor: 16777215, bodyForegroundColor: 0, controlBackgroundColor: 16777215, controlForegroundColor: 0 }),
    GetSettings: () => settings,
  };
  return {
    GetHostInfo: () => hostInfo(profile),
    GetContext: () => context,
    GetLoggingAllowed: () => false,
    // Common API: registered and never fired; unknown calls fail with the code of an unsupported one.
    RegisterEvent: (_id: number, _target: string, _handler: unknown, done: Answer) => done(0),
    UnregisterEvent: (_id: number, _target: string, done: Answer) => done(0),
    Execute: (_id: number, _args: unknown[], done: Answer) => done(5_001),
  };
}
