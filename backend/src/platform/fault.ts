/** Labelled steps at which a test may end the process, to prove that nothing is lost between two of them. */
export const faultPoints = [
  'approve.intended',
  'approve.copied',
  'approve.published',
  'rotate.intended',
  'rotate.written',
  'rotate.pointed',
  'revoke.pointed',
  'secret.destroyed',
  'connect.intended',
  'connect.written',
  'connect.pointed',
  'refresh.intended',
  'refresh.granted',
  'refresh.written',
  'refresh.pointed',
  'due_dates.moved',
] as const;
export type FaultPoint = (typeof faultPoints)[number];

let armed: string | undefined;

/** Chooses the step; configuration refuses this in production. */
export const armFault = (point: string | undefined): void => {
  armed = point;
};

/** Ends the process here, without any clean-up, when a test asked for it. */
export function faultPoint(point: FaultPoint): void {
  if (armed === point) process.kill(process.pid, 'SIGKILL');
}
