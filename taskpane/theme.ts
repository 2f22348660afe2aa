/** Fluent's themes with fonts for Chinese, and the few measures that the whole pane shares. */
import { teamsHighContrastTheme, webDarkTheme, webLightTheme, type Theme } from "@fluentui/react-components";
import type { Language } from "../src/model.js";

export type PaneTheme = "light" | "dark" | "contrast";

/** Installed with Windows, macOS and Linux; nothing is loaded. */
const FONTS: Readonly<Record<Language, string>> = {
  zh: '"Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Segoe UI", system-ui, sans-serif',
  en: '"Segoe UI", system-ui, "Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", sans-serif',
};

const BASES: Readonly<Record<PaneTheme, Theme>> = { light: webLightTheme, dark: webDarkTheme, contrast: teamsHighContrastTheme };

export function fluentTheme(theme: PaneTheme, language: Language): Theme {
  return { ...BASES[theme], fontFamilyBase: FONTS[language], fontFamilyNumeric: FONTS[language] };
}

/** Left and right edge of everything in the pane. */
export const EDGE = "12px";
/** Excel draws its own buttons over the pane's top right corner, 34 × 32 px. */
export const CORNER = "40px";
