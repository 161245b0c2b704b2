import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { zh, type Words } from './zh.ts';

const KEY = 'xiaoshu.language';
export type Language = 'zh' | 'en';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Words };
  }
}

const stored: Language = window.localStorage.getItem(KEY) === 'en' ? 'en' : 'zh';

/** The one translator of the page. */
export const i18n = createInstance();

void i18n.use(initReactI18next).init({
  lng: stored,
  fallbackLng: 'zh',
  resources: { zh: { translation: zh }, en: { translation: en } },
  interpolation: { escapeValue: false },
});
mark(stored);

function mark(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}

/** Switches the page's language and remembers it. */
export async function chooseLanguage(language: Language): Promise<void> {
  window.localStorage.setItem(KEY, language);
  mark(language);
  await i18n.changeLanguage(language);
}
