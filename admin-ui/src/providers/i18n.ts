import { defaultI18nProvider, type I18nProvider } from 'react-admin';

/** Where react-admin's own words are not those of this product. */
const ours: Record<string, string> = {
  'ra.message.invalid_form': 'Some fields need your attention.',
  'ra.notification.item_doesnt_exist': 'It does not exist, or it is not yours to see.',
  'ra.notification.logged_out': 'You have been signed out. Sign in to go on.',
  'ra.auth.auth_check_error': 'Sign in to go on.',
  'ra.validation.required': 'Please fill this in.',
};

export const i18nProvider: I18nProvider = {
  ...defaultI18nProvider,
  translate: (key: string, options?: Record<string, unknown>) =>
    ours[key] ?? defaultI18nProvider.translate(key, options),
};
