// Parse flowcharts with Mermaid's own grammar (mermaid/flow.mjs).
//
//   node mermaid.mjs FILE...     of FILE.md all blocks ```mermaid, of other files the whole text
//
// Prints how many there were; ends with 1 when one is no flowchart, or an arrow or class names a node that is not declared.
import { readFileSync } from 'node:fs';
import { parser } from './mermaid/flow.mjs';

// What Mermaid does before parsing: #quot; and its like are taken out of the way of the grammar.
const encodeEntities = (text) =>
    text.replace(/#\w+;/g, (s) => (/^#\d+;$/.test(s) ? 'ﬂ°°' : 'ﬂ°') + s.slice(1, -1) + '¶ß');

function parse(text) {
    const declared = new Set(), classes = new Set(['default']), used = [], links = [];
    let first = true;
    parser.yy = {
        lex: { firstGraph: () => { const was = first; first = false; return was; } },
        destructLink: (end, start) => ({ type: 'arrow', stroke: 'normal', end, start }),
        addVertex: (id, label, shape, style, names) => {
            if (label !== undefined) declared.add(id);
            for (const name of names ?? []) used.push(name);
        },
        addLink: (from, to) => links.push([from, to]),
        addClass: (names) => [names].flat().forEach((name) => classes.add(name)),
        setClass: (ids, name) => used.push(name),
        addSubGraph: (id) => { const name = id?.text ?? 'subgraph'; declared.add(name); return name; },
        updateLink: (positions) => { // a style
            for (const i of [positions].flat())
                if (!(Number(i) < links.length)) throw new Error(`there is no link ${i}`);
        },
        setDirection() {}, // the rest is not used: a flowchart that needs it fails
    };
    parser.parse(encodeEntities(text).replace(/}\s*\n/g, '}\n'));
    for (const id of links.flat(2))
        if (!declared.has(id)) throw new Error(`an arrow leads to ${id}, which is not declared`);
    for (const name of used)
        if (!classes.has(name)) throw new Error(`the class ${name} is not defined`);
    if (declared.size === 0) throw new Error('no node');
}

const blocks = (path, text) =>
    path.endsWith('.md') ? [...text.matchAll(/^```mermaid\n([\s\S]*?)^```$/gm)].map((m) => m[1]) : [text];

let good = 0, bad = 0;
for (const path of process.argv.slice(2)) {
    for (const text of blocks(path, readFileSync(path, 'utf8'))) {
        try {
            parse(text);
            good++;
        } catch (error) {
            bad++;
            console.log(`FAIL ${path}: ${error.message}\n${text}`);
        }
    }
}
console.log(`mermaid: ${good} passed, ${bad} failed`);
process.exit(bad > 0 ? 1 : 0);
