/** The pane's words in the language of Office. */
import type { Language } from "../../src/model.js";
import { en } from "./en.js";
import { zh, type Strings } from "./zh.js";

export type { Strings } from "./zh.js";

export const strings = (language: Language): Strings => (language === "en" ? en : zh);
