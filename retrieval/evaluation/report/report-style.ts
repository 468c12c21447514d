/** The report page's style: one column, light or dark after the reader's system, no font or picture from elsewhere. */
export const REPORT_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf8; --ink: #1f2328; --soft: #5c6470; --line: #dcd9d2; --panel: #ffffff; --said: #ffe89c; --gold: #0a7d4f; --good: #0a7d4f; --bad: #b3261e;
  --lexical: #6b7280; --dense: #c2570c; --hybrid: #0f766e; --late: #4338ca; --heat: #0f766e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171c; --ink: #e6e7e9; --soft: #9aa3b0; --line: #333a44; --panel: #1b1f26; --said: #5c4a09; --gold: #52d39b; --good: #52d39b; --bad: #ff8a80;
    --lexical: #9ca3af; --dense: #fb923c; --hybrid: #2dd4bf; --late: #a5b4fc; --heat: #2dd4bf;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 68rem; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2.75rem 0 .5rem; padding-top: .75rem; border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
p { margin: .4rem 0; max-width: 46rem; }
.soft { color: var(--soft); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .94rem; margin: .5rem 0; }
th, td { padding: .28rem .8rem; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
th:first-child, td:first-child { text-align: left; padding-left: 0; white-space: normal; min-width: 11rem; }
thead th { font-weight: 600; }
th.lexical, th.dense, th.hybrid, th.late { color: var(--own); }
.lexical { --own: var(--lexical); } .dense { --own: var(--dense); } .hybrid { --own: var(--hybrid); } .late { --own: var(--late); }
td.heat { background: color-mix(in srgb, var(--heat) calc(var(--share) * 38%), transparent); }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: 1rem; margin-bottom: 1rem; }
.plots.small { grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr)); }
td small { color: var(--soft); }
figure { margin: 0; padding: .75rem; background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; }
figcaption { font-size: .9rem; color: var(--soft); }
figcaption b { display: block; color: var(--ink); }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; margin: .5rem 0 1rem; }
.legend span::before { content: ''; display: inline-block; width: 1.1em; height: .24em; margin-right: .45em; vertical-align: .28em; border-radius: 1px; background: var(--own); }
svg { display: block; width: 100%; height: auto; }
.grid path { stroke: var(--line); fill: none; } .grid text { fill: var(--soft); font-size: 11px; } .grid .label { font-size: 12px; }
.series path { stroke: var(--own); stroke-width: 2; fill: none; } .series circle, .bars rect { fill: var(--own); }
.reference { stroke: var(--soft); stroke-dasharray: 4 4; fill: none; }
details { border: 1px solid var(--line); border-radius: .5rem; background: var(--panel); margin: .5rem 0; }
summary { cursor: pointer; padding: .5rem .8rem; font-weight: 600; }
summary:focus-visible { outline: 2px solid var(--late); outline-offset: 2px; }
details > :not(summary) { margin-inline: .8rem; }
details details { background: var(--paper); margin-bottom: .6rem; }
details details summary { font-weight: 500; }
article { border-top: 1px solid var(--line); padding: .7rem 0; }
article h4 { margin: 0; font-size: 1rem; }
.tag { display: inline-block; font-size: .8rem; padding: 0 .5em; margin-right: .35em; border: 1px solid var(--line); border-radius: 1em; color: var(--soft); }
.tag.bad { color: var(--bad); border-color: currentColor; }
.columns { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 1.2rem; margin-top: .4rem; }
@media (max-width: 44rem) { th, td { padding-inline: .4rem; } th:first-child, td:first-child { min-width: 8rem; } .columns { grid-template-columns: minmax(0, 1fr); gap: .4rem; } }
.columns h5 { margin: .2rem 0; font-size: .8rem; font-weight: 600; color: var(--soft); }
blockquote { margin: .15rem 0 .7rem; padding-left: .7rem; border-left: 3px solid var(--line); font-size: .94rem; white-space: pre-line; overflow-wrap: anywhere; }
blockquote.hit { border-color: var(--good); }
cite { font-style: normal; font-size: .84rem; color: var(--soft); overflow-wrap: anywhere; }
mark { background: none; color: inherit; }
mark.said { background: var(--said); }
mark.gold { text-decoration: underline 2px var(--gold); text-underline-offset: 3px; }
.better { color: var(--good); } .worse { color: var(--bad); }
`;
