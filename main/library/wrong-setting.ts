import type { SettingForm } from '../../common/problem-reason.ts';

/** Thrown while settings are read, where a key says something that it cannot; caught where its line is known. */
export class WrongSetting extends Error {
  readonly key: string;
  readonly form: SettingForm;

  constructor(key: string, form: SettingForm) {
    super(`${key}: ${form}`);
    this.key = key;
    this.form = form;
  }
}
