import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readOwnAccountsFile } from '../../../src/sources/payment-files/own-accounts-file';
import { paymentFolder } from '../../../src/sources/payment-files/payment-folder';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the folder of payment files', () => {
  it('is made where it is not there, and has the whole file and nothing else', () => {
    const inside = path.join(folder, 'bank', 'out');
    expect(paymentFolder.write(inside, 'TD-1.xml', '<a/>')).toEqual({ ok: true });
    expect(readdirSync(inside)).toEqual(['TD-1.xml']);
    expect(readFileSync(path.join(inside, 'TD-1.xml'), 'utf8')).toBe('<a/>');
  });

  it('takes the same file again without touching it', () => {
    paymentFolder.write(folder, 'TD-1.xml', '<a/>');
    expect(paymentFolder.write(folder, 'TD-1.xml', '<a/>')).toEqual({ ok: true });
  });

  it('never has a file written over', () => {
    writeFileSync(path.join(folder, 'TD-1.xml'), 'somebody else wrote this');
    expect(paymentFolder.write(folder, 'TD-1.xml', '<a/>')).toMatchObject({
      ok: false,
      problems: [{ code: 'file_exists' }],
    });
    expect(readFileSync(path.join(folder, 'TD-1.xml'), 'utf8')).toBe('somebody else wrote this');
  });

  it('goes on where an earlier process left half a file', () => {
    writeFileSync(path.join(folder, '.TD-1.xml.part'), '<a');
    expect(paymentFolder.write(folder, 'TD-1.xml', '<a/>')).toEqual({ ok: true });
    expect(readdirSync(folder)).toEqual(['TD-1.xml']);
  });

  it('that cannot be one is named', () => {
    writeFileSync(path.join(folder, 'file'), '');
    const refused = paymentFolder.write(path.join(folder, 'file'), 'TD-1.xml', '<a/>');
    expect(refused).toMatchObject({ ok: false, problems: [{ code: 'file_unwritable', field: 'out' }] });
  });
});

describe('the file of own accounts', () => {
  it('is refused by line where it is wrong, and by name where it is not there', () => {
    const file = path.join(folder, 'own-accounts.yaml');
    const sound = readFileSync('demo/own-accounts.yaml', 'utf8');
    writeFileSync(file, sound.replace('TR940006200000001000007919', 'TR000006200000001000007919'));
    expect(() => readOwnAccountsFile(file)).toThrow(/own-accounts\.yaml:\d+: .*IBAN/);
    mkdirSync(path.join(folder, 'none'));
    expect(() => readOwnAccountsFile(path.join(folder, 'none'))).toThrow('cannot be read (EISDIR)');
  });
});
