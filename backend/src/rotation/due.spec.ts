import { describe, expect, test } from '@jest/globals';
import { daysLeft, statusOf, stepOf } from './due.ts';

const now = new Date('2026-03-10T12:00:00Z');
const at = (text: string) => new Date(text);

describe('a credential that comes due', () => {
  test.each([
    ['2026-06-01T00:00:00Z', 'ok', undefined, 83],
    ['2026-04-09T12:00:00.001Z', 'ok', undefined, 30],
    ['2026-04-09T12:00:00Z', 'soon', 30, 30],
    ['2026-03-24T12:00:00Z', 'soon', 14, 14],
    ['2026-03-17T13:00:00Z', 'soon', 14, 7],
    ['2026-03-17T11:00:00Z', 'soon', 7, 7],
    ['2026-03-11T02:00:00Z', 'soon', 1, 1],
    ['2026-03-10T23:59:59Z', 'due', 0, 0],
    ['2026-03-10T12:00:00Z', 'due', 0, 0],
    ['2026-03-10T11:59:59Z', 'overdue', -1, -1],
    ['2026-03-07T12:00:00Z', 'overdue', -1, -3],
  ])('at %s is %s, step %s, %s days left', (due, status, step, left) => {
    expect([statusOf(at(due), now), stepOf(at(due), now), daysLeft(at(due), now)]).toEqual([status, step, left]);
  });
});
