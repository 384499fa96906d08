import { describe, expect, it, vi } from 'vitest';
import { ChannelSlots } from '../../../../client/src/ssh/channel-slots.ts';

describe('ChannelSlots', () => {
  it('lets so many in at once, and the next when one is free', async () => {
    const slots = new ChannelSlots(2);
    expect([await slots.take(), await slots.take()]).toEqual([0, 1]);
    let third = false;
    const waits = slots.take().then(() => {
      third = true;
    });
    await Promise.resolve();
    expect(third).toBe(false);
    slots.free();
    await waits;
    expect(third).toBe(true);
  });

  it('learns the limit from a refusal while others are open, and gives up on one alone', async () => {
    const slots = new ChannelSlots(8);
    await slots.take();
    expect(slots.refused(await slots.take())).toBe('now');
    let second = false;
    void slots.take().then(() => {
      second = true;
    });
    await Promise.resolve();
    expect(second).toBe(false);
    slots.free();
    await Promise.resolve();
    await Promise.resolve();
    expect(second).toBe(true);
    expect(new ChannelSlots(8).refused(0)).toBe('never');
  });

  it('tells at once where nobody would ever give one back, and until then tries beyond its guess', async () => {
    const slots = new ChannelSlots(2);
    await slots.take({ endless: true });
    await slots.take({ endless: true });
    // The guess is not the server's word: a third is tried, and refused.
    expect(slots.refused(await slots.take())).toBe('now');
    await expect(slots.take()).rejects.toThrow('the server allows 2 sessions at once (MaxSessions');
    slots.free({ endless: true });
    expect(await slots.take()).toBe(1);
    // Who waits for a step that ends is told too, when the last of those gives way to one without an end.
    const endless = slots.take({ endless: true });
    const waits = expect(slots.take()).rejects.toThrow('in the background');
    slots.free();
    await endless;
    await waits;
  });

  it('takes a refusal for one of a full server also where the others have ended meanwhile', async () => {
    const slots = new ChannelSlots(8);
    await slots.take();
    const others = await slots.take();
    slots.free();
    expect(slots.refused(others)).toBe('now');
    expect(await slots.take()).toBe(0);
  });
  it('keeps a second one for who needs two, so that no two of them hold one each and wait for the other', async () => {
    const slots = new ChannelSlots(4);
    const order: string[] = [];
    const pair = async (name: string): Promise<void> => {
      await slots.take({ spare: true });
      order.push(`${name} begins`);
      await Promise.resolve();
      slots.useSpare();
      slots.paired();
      order.push(`${name} has both`);
      await new Promise((resolve) => setTimeout(resolve, 1));
      slots.free();
      slots.free();
    };
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map(pair));
    expect(order).toEqual(['a', 'b', 'c', 'd', 'e'].flatMap((name) => [`${name} begins`, `${name} has both`]));
    expect([await slots.take(), await slots.take()]).toEqual([0, 1]);
  });

  it('gives two to one at a time also beyond its guess, where background steps hold nearly all of that', async () => {
    const slots = new ChannelSlots(3);
    await slots.take({ endless: true });
    await slots.take({ endless: true });
    expect(await slots.take({ spare: true })).toBe(2);
    let other: number | undefined;
    const waits = slots.take({ spare: true }).then((others) => {
      other = others;
    });
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(other).toBeUndefined();
    expect(slots.useSpare()).toBe(3);
    expect(slots.useSpare()).toBeUndefined();
    slots.paired();
    await waits;
    expect(other).toBe(4);
  });

  it('lets a second channel that the server refused go before all who wait, and says where there is never room for two', async () => {
    const slots = new ChannelSlots(8);
    await slots.take();
    await slots.take({ spare: true });
    const other = slots.take({ spare: true });
    expect(slots.useSpare()).toBe(2);
    expect(slots.refused(2, { second: true })).toBe('now');
    const again = slots.take({ second: true });
    const others: string[] = [];
    void other.then(() => others.push('other'));
    void again.then(() => others.push('again'));
    slots.free();
    await again;
    slots.paired();
    expect(others).toEqual(['again']);
    slots.free();
    slots.free();
    await other;
    const few = new ChannelSlots(8);
    await few.take();
    expect(few.refused(await few.take())).toBe('now');
    await expect(few.take({ spare: true })).rejects.toThrow('a step with a terminal takes 2');
  });

  it('tries a server again that may still count a channel which has just ended, for a while', async () => {
    vi.useFakeTimers();
    try {
      const slots = new ChannelSlots(8);
      await slots.take();
      slots.free();
      expect(slots.refused(await slots.take())).toBe('soon');
      vi.advanceTimersByTime(2000);
      expect(slots.refused(await slots.take())).toBe('never');
      // Nothing was learnt of it.
      expect([await slots.take(), await slots.take()]).toEqual([0, 1]);
    } finally {
      vi.useRealTimers();
    }
  });
});
