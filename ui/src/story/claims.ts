/** How what is known of a claim is drawn: each status by its own sign and words, never by colour alone. */
import type { IconName } from '../parts/icons';
import type { ClaimStatus } from '../wire';

export const claimIcons: Record<ClaimStatus, IconName> = {
  'to-verify': 'question',
  confirmed: 'check',
  disputed: 'scales',
  'do-not-use': 'ban',
};
