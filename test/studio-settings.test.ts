// What can be set in the studio, and the address that holds it.
import { systems } from '@selforg/core';
import { expect, it } from 'vitest';
import { at, describeStudio, drop, hash, measure, problems, root, simulationOf, step } from './browser.js';

const GLIDER = 'bob$2bo$3o!';

describeStudio('studio: settings and address', (studio) => {
  it('leaves keys to the control that has the focus', async () => {
    const page = await studio.open('life');
    await at(page, 'state', 'paused');
    await page.getByLabel('Pattern', { exact: true }).focus();
    await page.keyboard.type(GLIDER);
    await expect.poll(() => hash(page)).toContain(`pattern=${GLIDER}`);
    expect((await root(page)).state).toBe('paused');
    await expect.poll(() => measure(page, 'population')).toBe(5);
  });

  it('restarts with new parameters, and writes them into the address', async () => {
    const page = await studio.open('life?seed=3');
    await step(page, 5);
    await page.getByLabel('Density', { exact: true }).fill('0.1');
    await at(page, 'time', '0');
    expect(await hash(page)).toBe('#life?density=0.1&seed=3');
    await page.getByLabel('Density', { exact: true }).fill('2');
    await expect.poll(() => page.locator('[data-param=density]').innerText()).toContain('a number from 0 to 1');
    expect(await hash(page)).toBe('#life?density=0.1&seed=3');
    await page.getByRole('button', { name: 'Reset Density to its default' }).click();
    await expect.poll(() => hash(page)).toBe('#life?seed=3');
    await page.getByLabel('Preset').selectOption('highlife');
    await expect.poll(() => hash(page)).toBe('#life?rule=B36/S23&seed=3');
  });

  it('leaves a number alone while it is typed', async () => {
    const page = await studio.open('life');
    await at(page, 'state', 'paused');
    const density = page.getByLabel('Density', { exact: true });
    await density.click();
    await density.press('Control+a');
    await density.pressSequentially('0.05', { delay: 260 });
    await expect.poll(() => hash(page)).toBe('#life?density=0.05');
    expect(await density.inputValue()).toBe('0.05');
    await density.fill('0,50');
    await expect.poll(() => hash(page)).toBe('#life?density=0.5');
    await density.blur();
    expect(await density.inputValue()).toBe('0.5');
  });

  it('says of a change that is on its way what becomes of it', async () => {
    const page = await studio.open('gray-scott');
    await at(page, 'state', 'paused');
    const width = page.getByLabel('Width cells');
    const busy = simulationOf(page);
    const hold = () =>
      busy.evaluate(() => {
        const until = performance.now() + 1500;
        while (performance.now() < until);
      });
    const held = hold();
    await width.fill('300');
    await page.waitForTimeout(400);
    await width.blur();
    await page.keyboard.press('+');
    await held;
    await expect.poll(() => hash(page)).toMatch(/^#gray-scott\?width=300&every=\d+$/);
    expect(await width.inputValue()).toBe('300');
  });

  it('forgets a speed that was taken back', async () => {
    const page = await studio.open('life');
    await at(page, 'state', 'paused');
    await page.keyboard.press('+');
    await page.keyboard.press('-');
    await page.getByLabel('Width cells').fill('128');
    await expect.poll(() => hash(page)).toBe('#life?width=128');
  });

  it('takes two edits that follow each other at once', async () => {
    const page = await studio.open('life');
    await at(page, 'state', 'paused');
    const worker = simulationOf(page);
    const held = worker.evaluate(() => {
      const until = performance.now() + 1500;
      while (performance.now() < until);
    });
    await page.getByLabel('Width cells').fill('128');
    await page.waitForTimeout(250);
    await page.getByLabel('Height cells').fill('96');
    await held;
    await expect.poll(() => hash(page)).toBe('#life?width=128&height=96');
    expect(await page.getByLabel('Width cells').inputValue()).toBe('128');
  });

  it('changes view and palette without a restart', async () => {
    const page = await studio.open('life');
    await step(page, 3);
    const before = await page.locator('.stage canvas').screenshot();
    await page.getByLabel('View').selectOption('changes');
    await expect.poll(() => hash(page)).toBe('#life?view=changes');
    await page.getByLabel('Palette').selectOption('viridis');
    await expect.poll(() => hash(page)).toBe('#life?view=changes&palette=viridis');
    expect((await root(page)).time).toBe('3');
    await expect.poll(async () => before.equals(await page.locator('.stage canvas').screenshot())).toBe(false);
  });

  it('reads back what it writes', async () => {
    const addresses = [
      'life?rule=B36/S23&density=0.2&seed=7&view=changes&palette=magma',
      'gray-scott?feed=0.03&seed=9',
    ];
    for (const address of addresses) {
      const page = await studio.open(address);
      await at(page, 'state', 'paused');
      expect(await hash(page)).toBe(`#${address}`);
    }
  });

  it('packs a recipe that is too long to read', async () => {
    const page = await studio.open('life?width=2000&height=2000');
    const pattern = Array.from({ length: 120 }, (_, y) => `${y % 7}b${(y % 5) + 1}o${y % 3}bo$`)
      .join('')
      .repeat(5);
    await drop(page, 'long.rle', new TextEncoder().encode(`x = 40, y = 600\n${pattern}!`));
    await expect.poll(() => hash(page)).toMatch(/^#z\//);
    await expect.poll(() => measure(page, 'population')).toBeLessThan(10_000);
    const population = await measure(page, 'population');
    const again = await studio.open((await hash(page)).slice(1));
    await expect.poll(() => measure(again, 'population')).toBe(population);
    const cut = await studio.open((await hash(page)).slice(1, 80));
    expect((await problems(cut)).join()).toMatch(/link|recipe/i);
  });

  it.each([
    ['lif', 'Invalid system "lif"', 'did you mean "life"?'],
    ['life?selforg=9', 'Invalid recipe version 9', 'a newer Selforg wrote it'],
    ['life?densty=0.1', 'Invalid parameter "densty"', 'did you mean "density"?'],
    ['life?density=lots', 'Invalid density "lots"', 'a number from 0 to 1'],
    ['life?rule=B3S29', 'Invalid rule "B3S29"', 'B<counts>/S<counts>'],
    ['life?view=nothing', 'Invalid view "nothing"', 'cells, changes'],
    ['life?palette=nothing', 'Invalid palette "nothing"', 'viridis'],
    ['life?seed=-1', 'Invalid seed -1', 'an integer from 0'],
    ['life?pattern=%E0%A4', 'Invalid link', 'percent signs'],
    ['z/zzzz', 'Invalid link', 'packed recipe'],
    ['{"system":', 'Invalid recipe', 'JSON'],
  ])('says what is wrong with #%s', async (address, what, expected) => {
    const page = await studio.open(address);
    await at(page, 'state', 'error');
    const message = (await problems(page)).join(' ');
    expect(message).toContain(what);
    expect(message).toContain(expected);
    await page.getByRole('link', { name: 'All systems', exact: true }).click();
    await expect.poll(() => page.locator('.card').count()).toBe(systems.length);
  });

  it('calls defaults that are no preset by their name', async () => {
    const page = await studio.open('langton-ant');
    await at(page, 'state', 'paused');
    expect(await page.getByLabel('Preset').inputValue()).toBe('defaults');
    await page.getByLabel('Width cells').fill('100');
    await expect.poll(() => page.getByLabel('Preset').inputValue()).toBe('');
    await page.getByLabel('Preset').selectOption('defaults');
    await expect.poll(() => hash(page)).toBe('#langton-ant');
  });

  it('finds a pattern of the library by its name', async () => {
    const page = await studio.open('life');
    await at(page, 'state', 'paused');
    await page.getByText('Library', { exact: true }).click();
    await page.getByRole('searchbox', { name: 'Search the library of patterns' }).fill('gosper gun');
    await page.locator('[data-name="gosper-glider-gun"]').click();
    await expect.poll(() => hash(page)).toBe('#life?pattern=gosper-glider-gun');
    // Gardner 1971: the gun has 36 cells.
    await expect.poll(() => measure(page, 'population')).toBe(36);
    await page.getByRole('searchbox', { name: 'Search the library of patterns' }).fill('no such pattern');
    await expect.poll(() => page.locator('.names').innerText()).toBe('Nothing of that name.');
  });
});
