/** Who has everything stand still, as this device last saw of themselves: what the foot of every page goes by. */
import { signal } from '@preact/signals';

/** The person's id; null while nobody here has paused. */
export const pausedBy = signal<string | null>(null);
