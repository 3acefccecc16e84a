/** Why something about a delegation was not done, in Turkish. */
import type { Problem } from '../../../domain/values/errors';

type Figures = NonNullable<Problem['figures']>;

const named = ({ from, role }: Figures): string =>
  from === undefined || role === undefined ? 'Vekâlet' : `Vekâlet (veren: ${from}, rol: ${role})`;

/** What became of it, by its state. */
const closed: Readonly<Record<string, string>> = {
  offered: 'süresi doldu',
  accepted: 'zaten kabul edildi',
  declined: 'zaten reddedildi',
  ended: 'zaten sona erdirildi',
};

export const turkishDelegationProblems = {
  delegate_own_request: () =>
    'Vekil, kendisinin veya vekâlet verenin istediği ödemeye karar veremez. Başka bir yetkiliden isteyin.',
  delegation_changed: () => 'Bunun dayandığı vekâlet az önce değişti.',
  delegation_closed: (figures: Figures) =>
    `${named(figures)} ${closed[String(figures['status'])] ?? 'artık açık değil'}${figures['name'] === undefined ? '' : `: ${figures['name']}`}.`,
  delegation_days: () => 'Son gün ilk günden önce olamaz.',
  delegation_not_begun: (figures: Figures) => `${named(figures)} henüz başlamadı; ilk günü ${figures['day'] ?? ''}.`,
  delegation_not_yours: () => 'Bu vekâlet sizin değil: yalnız veren ve vekil işlem yapabilir.',
  delegation_over: (figures: Figures) => `${named(figures)} sona erdi (${figures['day'] ?? ''}).`,
  delegation_over_limit: (figures: Figures) =>
    `${named(figures)} en çok ${figures['limit'] ?? ''} USD karşılığı için verildi${figures['whole'] === undefined ? '' : `; sayılan, ilk istenen tutarın tamamı: ${figures['whole']}`}.`,
  delegation_overlaps: (figures: Figures) =>
    `Bu rol için o günlerde zaten bir vekâlet var: ${figures['name'] ?? ''}, ${figures['first'] ?? ''} – ${figures['last'] ?? ''}. Önce onu sona erdirin.`,
  delegation_past: () => 'İlk gün geçmişte olamaz.',
  delegation_role_taken: (figures: Figures) => `${named(figures)} sayılmıyor: verenin artık bu rolü yok.`,
  delegation_to_oneself: () => 'Kimse kendine vekâlet veremez.',
  delegation_too_long: (figures: Figures) =>
    `Bu rol en çok ${figures['most'] ?? ''} iş günü için devredilir; en geç son gün ${figures['latest'] ?? ''}.`,
  role_not_delegable: (figures: Figures) => `Bu rol devredilemez: ${figures['role'] ?? ''}.`,
  role_not_held: (figures: Figures) => `Bu rol sizin değil: ${figures['role'] ?? ''}. Vekâlet başkasına devredilemez.`,
  unknown_delegation: () => 'Böyle bir vekâlet burada bilinmiyor.',
} as const;
