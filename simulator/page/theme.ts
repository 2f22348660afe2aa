/** The page's colours: Fluent's, with Excel's green for what is active. */
import { createDarkTheme, createLightTheme, teamsHighContrastTheme, type BrandVariants, type Theme } from "@fluentui/react-components";

export type ThemeName = "light" | "dark" | "contrast";

const GREEN: BrandVariants = {
  10: "#04110A", 20: "#0A2317", 30: "#0D3823", 40: "#0F482C", 50: "#115536", 60: "#13613D", 70: "#166C44", 80: "#107C41",
  90: "#218D51", 100: "#3F9D66", 110: "#5AAD7B", 120: "#76BC91", 130: "#92CBA7", 140: "#AEDABD", 150: "#CAE8D5", 160: "#E7F5EC",
};

export function fluentTheme(name: ThemeName): Theme {
  return name === "contrast" ? teamsHighContrastTheme : name === "dark" ? createDarkTheme(GREEN) : createLightTheme(GREEN);
}

/** What office.js tells the add-in of the theme: colours as numbers. */
export function officeTheme(name: ThemeName): Readonly<Record<string, number>> {
  const [back, text] = name === "light" ? [0xffffff, 0x262626] : name === "dark" ? [0x262626, 0xf0f0f0] : [0x000000, 0xffffff];
  return { bodyBackgroundColor: back, bodyForegroundColor: text, controlBackgroundColor: back, controlForegroundColor: text };
}
