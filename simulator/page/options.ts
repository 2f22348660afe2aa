/** What the address of the simulator's page says. */
import { PROFILES, type Profile } from "../host/profile.js";
import type { Language } from "../../src/model.js";
import type { ThemeName } from "./theme.js";

export interface PageOptions {
  /** Where the workbook is fetched; null: the usual places. */
  readonly book: string | null;
  readonly profile: Profile;
  readonly language: Language;
  readonly theme: ThemeName;
  /** Milliseconds before each answer. */
  readonly latency: number;
  readonly paneOpen: boolean;
}

/** Unknown values are the usual ones: newest, zh-CN, light, 0, open. */
export function pageOptions(search: string): PageOptions {
  const parameters = new URLSearchParams(search);
  const profile = parameters.get("profile") ?? "newest";
  const locale = parameters.get("locale") ?? "zh-CN";
  const theme = parameters.get("theme");
  const latency = Number(parameters.get("latency") ?? 0);
  return {
    book: parameters.get("book"),
    profile: { ...(Object.hasOwn(PROFILES, profile) ? PROFILES[profile as keyof typeof PROFILES] : PROFILES.newest), locale },
    language: /^zh/i.test(locale) ? "zh" : "en",
    theme: theme === "dark" || theme === "contrast" ? theme : "light",
    latency: Number.isFinite(latency) && latency > 0 ? latency : 0,
    paneOpen: parameters.get("pane") !== "closed",
  };
}
