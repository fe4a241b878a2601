import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type System, systems } from '@selforg/core';
import { describe, expect, it } from 'vitest';

const root = new URL('..', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** docs/systems.md: the catalogue as a page. `SELFORG_GOLDEN=write` writes it anew where it is missing. */
function catalogue(): string {
  const families = [...new Set(systems.map(({ family }) => family))];
  const sections = families.map((family) => {
    const rows = systems.filter((system) => system.family === family).map(row);
    return `## ${family[0].toUpperCase()}${family.slice(1)}\n\n| id | what | paper |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# Systems

${systems.length} systems, as \`selforg list\` has them; \`selforg info ID\` tells parameters, presets, views and measures of one.

${sections.join('\n')}`;
}

function row({ id, title, about, source }: System): string {
  const doi = source.doi ? `, [${source.doi}](https://doi.org/${source.doi})` : '';
  return `| \`${id}\` | **${title}.** ${about} | ${source.authors} ${source.year}, *${source.title}*${doi} |`;
}

describe('the pages', () => {
  it('docs/systems.md is the catalogue', () => {
    const path = new URL('docs/systems.md', root);
    if (!existsSync(path) && process.env.SELFORG_GOLDEN === 'write') writeFileSync(path, catalogue());
    expect(readFileSync(path, 'utf8')).toBe(catalogue());
  });

  it('the README names every system', () => {
    const text = read('README.md');
    for (const { id } of systems) expect(text, id).toContain(`\`${id}\``);
  });

  it('every picture and page that they link to is there', () => {
    for (const page of ['README.md', 'CONTRIBUTING.md', 'docs/architecture.md', 'docs/data.md', 'bench/README.md']) {
      const folder = page.includes('/') ? page.slice(0, page.lastIndexOf('/') + 1) : '';
      for (const [, link] of read(page).matchAll(/\]\(([^)#]+)\)/g)) {
        if (!link.includes(':')) expect(existsSync(new URL(folder + link, root)), `${page}: ${link}`).toBe(true);
      }
    }
  });
});
