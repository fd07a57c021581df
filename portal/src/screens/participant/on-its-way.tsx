/** How far what is being sent has come, with the way to pause it: the same for whoever sends. */
import { t } from '../../i18n/words.ts';
import { Button, Buttons } from '../../ui/buttons.tsx';
import { Progress } from '../../ui/waiting.tsx';
import { pauseSending, type Phase } from './sending.ts';

function timeLeft(seconds: number | null): string | undefined {
  if (seconds === null || !Number.isFinite(seconds)) return undefined;
  return seconds < 60 ? t('under-a-minute-left') : t('minutes-left', { minutes: Math.ceil(seconds / 60) });
}

export function OnItsWay({ phase }: { readonly phase: Extract<Phase, { at: 'sending' }> }) {
  return (
    <>
      <Progress
        label={t(phase.paused ? 'sending-paused' : 'sending-now', { percent: Math.floor(phase.permille / 10) })}
        permille={phase.permille}
        line={phase.paused ? t('sending-paused-line') : timeLeft(phase.secondsLeft)}
      />
      <Buttons>
        <Button look="quiet" onPress={() => pauseSending(!phase.paused)}>
          {t(phase.paused ? 'sending-go-on' : 'sending-pause')}
        </Button>
      </Buttons>
    </>
  );
}
