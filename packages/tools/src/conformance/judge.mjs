/**
 * Asks what a table asks, and sets the answers beside those that are expected.
 *
 * @module
 */

/** The errors of the API by the letters that tables use. */
export const CODES = {
  AD: 'CloudHsmAccessDeniedException',
  IF: 'CloudHsmInternalFailureException',
  IR: 'CloudHsmInvalidRequestException',
  LX: 'CloudHsmResourceLimitExceededException',
  NF: 'CloudHsmResourceNotFoundException',
  SV: 'CloudHsmServiceException',
  TG: 'CloudHsmTagException',
};

const LETTERS = new Map(Object.entries(CODES).map(([letters, code]) => [code, letters]));

const STATUS = { CloudHsmInternalFailureException: 500, RequestTooLargeException: 413 };

/** The status that an error has (F-30). */
const statusOf = (code) => STATUS[code] ?? 400;

/** What a client got: `ok` or the letters of the error, and the rule that a refusal names. */
const gotOf = ({ status, rule, json }, shown) => {
  if (status === 200) return { answer: shown?.(json) ?? 'ok' };
  const code = json['__type'];
  const letters = LETTERS.get(code) ?? code;
  const isWhole = status === statusOf(code) && typeof json.Message === 'string';
  return { answer: isWhole ? letters : `${letters} with status ${status}`, rule };
};

/**
 * Sets an answer beside the one that is expected, such as `IR F-71`. A refusal that names a rule
 * must name the expected one; an answer that was carried out names none.
 */
export const judged = (expected, response, shown) => {
  const [answer, rule] = expected.split(' ');
  const got = gotOf(response, shown);
  const actual = `${got.answer} ${got.rule ?? rule}`;
  return { expected, actual, isRight: answer === got.answer && (got.rule ?? rule) === rule };
};

const READS = new Set(['DescribeBackups', 'DescribeClusters', 'GetResourcePolicy', 'ListTags']);

const cellsOf = (answers, { columns, rest }) => {
  const cells = answers.split(', ');
  const all = cells.length === columns.length ? cells : [...cells, ...(rest ?? '').split(', ')];
  if (all.length !== columns.length) throw new Error(`${all.length} answers in: ${answers}`);
  return all;
};

const columnTitle = ({ action, title = action }) => title;

/**
 * Asks all columns in all states.
 *
 * @param given - `states`: how each is reached; `table`: the answers that are expected; `columns`;
 *   `rest`: the answers of the last columns where a row leaves them out
 * @returns for each row its state and cells
 */
export const judgeStates = async ({ states, table, columns, rest }) => {
  const names = Object.keys(states);
  if (names.join() !== Object.keys(table).join()) throw new Error('other states in the table');
  const rows = [];
  for (const state of names) {
    const expected = cellsOf(table[state], { columns, rest });
    const cells = [];
    let it;
    for (const [index, column] of columns.entries()) {
      it ??= { ...(await states[state]()), state };
      const who = column.by?.(it.who) ?? it.who;
      const response = await it.ask(column.action, await column.input(it), who);
      const cell = judged(expected[index], response, column.shown);
      cells.push({ ...cell, action: column.action, place: `${state}: ${columnTitle(column)}` });
      if (response.status !== 200 || READS.has(column.action)) continue;
      // What was carried out has changed the state.
      await it.close();
      it = undefined;
    }
    await it?.close();
    rows.push({ state, cells });
  }
  return { head: columns.map(columnTitle), rows };
};

/** Asks every action in every way. The second endpoint knows credentials. */
export const judgeEvery = async ({ table, columns, endpoints }) => {
  const rows = [];
  for (const [action, answers] of Object.entries(table)) {
    const expected = cellsOf(answers, { columns });
    const cells = [];
    for (const [index, column] of columns.entries()) {
      const it = column.isStrict ? endpoints.strict : endpoints.usual;
      const cell = judged(expected[index], await column.ask(it, action), column.shown);
      cells.push({ ...cell, action, place: `${action}: ${column.title}` });
    }
    rows.push({ state: action, cells });
  }
  return { head: columns.map(({ title }) => title), rows };
};

/** Asks one thing of a situation of its own. */
const askedOnce = async ({ from, action, input }) => {
  const it = await from();
  const asked = await input(it);
  const response = await it.ask(action, asked, it.who);
  await it.close();
  return { it, response };
};

/** Asks what is refused. */
export const judgeRefusals = async (table) => {
  const rows = [];
  for (const [action, refusals] of Object.entries(table))
    for (const { what, expected, ...situation } of refusals) {
      const { response } = await askedOnce({ ...situation, action });
      rows.push({ action, what, ...judged(expected, response), place: `${action}: ${what}` });
    }
  return rows;
};

const isObject = (value) => typeof value === 'object' && value !== null;

/** Where a value lacks what is expected of it, or has what it must not have; empty if it is right. */
const flawsOf = (expected, actual, path = '') => {
  if (!isObject(expected)) return expected === actual ? [] : [path];
  if (!isObject(actual)) return [path];
  if (Array.isArray(expected) && expected.length !== actual.length) return [`${path}.length`];
  return Object.keys(expected).flatMap((key) =>
    flawsOf(expected[key], actual[key], path === '' ? key : `${path}.${key}`),
  );
};

/** Asks what is carried out. */
export const judgeHappy = async (table) => {
  const rows = [];
  for (const [action, { output, rules, ...situation }] of Object.entries(table)) {
    const { it, response } = await askedOnce({ ...situation, action });
    const expected = output(it);
    const flaws = response.status === 200 ? flawsOf(expected, response.json) : ['status'];
    const actual = flaws.length === 0 ? 'as expected' : JSON.stringify(response.json);
    rows.push({
      action,
      expected,
      rules,
      flaws,
      actual,
      isRight: flaws.length === 0,
      place: action,
    });
  }
  return rows;
};
