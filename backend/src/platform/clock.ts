import { Injectable } from '@nestjs/common';

const day = 86_400_000;

/** The time. Injected, so that tests can move it. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
  /** Milliseconds from now; negative: before. */
  in(milliseconds: number): Date {
    return new Date(this.now().getTime() + milliseconds);
  }
}

export const seconds = (count: number): number => count * 1000;
export const minutes = (count: number): number => count * 60_000;
export const days = (count: number): number => count * day;
