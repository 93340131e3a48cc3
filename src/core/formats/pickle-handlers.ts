import { decodeUtf8 } from '../bytes/utf8.ts';
import { within } from '../errors.ts';
import { describeItem, PickleArray, PickleDtype, PickleGlobal, type PickleItem, PickleTuple } from './pickle-items.ts';
import type { PickleMachine } from './pickle-machine.ts';
import { floatOfText, integerOfBytes, integerOfText } from './pickle-numbers.ts';
import { callGlobal, findGlobalOrNull, setArrayState, setDtypeState } from './pickle-numpy.ts';
import { OPCODES, opcodeName } from './pickle-opcodes.ts';
import { decodeAscii, decodeQuotedString, decodeRawUnicodeEscape, LONG_TEXT_BYTES, LongText } from './pickle-text.ts';

const MAX_PROTOCOL = 5;

type Handler = (machine: PickleMachine) => void;

const HANDLERS: readonly (Handler | undefined)[] = handlersByOpcode([
  ['PROTO', checkProtocol],
  ['FRAME', ({ cursor }) => cursor.length64()],

  ['MARK', (machine) => machine.mark()],
  ['POP', (machine) => machine.popItemOrMark()],
  ['POP_MARK', (machine) => machine.popToMark()],
  ['DUP', (machine) => machine.push(machine.top())],

  ['NONE', (machine) => machine.push(null)],
  ['NEWTRUE', (machine) => machine.push(true)],
  ['NEWFALSE', (machine) => machine.push(false)],
  ['INT', pushTextInteger],
  ['LONG', (machine) => machine.push(readLine(machine, (line) => integerOfText(decodeAscii(line).replace(/L$/, ''))))],
  ['BININT', (machine) => machine.push(machine.cursor.int32())],
  ['BININT1', (machine) => machine.push(machine.cursor.uint8())],
  ['BININT2', (machine) => machine.push(machine.cursor.uint16())],
  ['LONG1', (machine) => pushLong(machine, machine.cursor.uint8())],
  ['LONG4', (machine) => pushLong(machine, machine.cursor.length32())],
  ['FLOAT', (machine) => machine.push(readLine(machine, (line) => floatOfText(decodeAscii(line))))],
  ['BINFLOAT', (machine) => machine.push(machine.cursor.float64('big'))],

  ['STRING', (machine) => machine.push(readLine(machine, decodeQuotedString))],
  ['BINSTRING', (machine) => pushAscii(machine, machine.cursor.length32())],
  ['SHORT_BINSTRING', (machine) => pushAscii(machine, machine.cursor.uint8())],
  ['UNICODE', (machine) => machine.push(readLine(machine, rawUnicodeText))],
  ['SHORT_BINUNICODE', (machine) => pushText(machine, machine.cursor.uint8())],
  ['BINUNICODE', (machine) => pushText(machine, machine.cursor.uint32())],
  ['BINUNICODE8', (machine) => pushText(machine, machine.cursor.length64())],
  ['SHORT_BINBYTES', (machine) => pushBytes(machine, machine.cursor.uint8())],
  ['BINBYTES', (machine) => pushBytes(machine, machine.cursor.uint32())],
  ['BINBYTES8', (machine) => pushBytes(machine, machine.cursor.length64())],
  ['BYTEARRAY8', (machine) => pushBytes(machine, machine.cursor.length64())],

  ['EMPTY_TUPLE', (machine) => machine.push(new PickleTuple([]))],
  ['TUPLE', (machine) => machine.push(new PickleTuple(machine.popToMark()))],
  ['TUPLE1', (machine) => pushTuple(machine, 1)],
  ['TUPLE2', (machine) => pushTuple(machine, 2)],
  ['TUPLE3', (machine) => pushTuple(machine, 3)],
  ['EMPTY_LIST', (machine) => machine.push([])],
  ['LIST', (machine) => machine.push(machine.popToMark())],
  ['APPEND', (machine) => machine.append([machine.pop()])],
  ['APPENDS', (machine) => machine.append(machine.popToMark())],
  ['EMPTY_DICT', (machine) => machine.push(new Map())],
  ['DICT', (machine) => machine.push(machine.fill(new Map(), machine.popToMark()))],
  ['SETITEM', (machine) => machine.setItems([machine.pop(), machine.pop()].reverse())],
  ['SETITEMS', (machine) => machine.setItems(machine.popToMark())],
  ['EMPTY_SET', (machine) => machine.push(new Set())],
  ['ADDITEMS', (machine) => machine.add(machine.popToMark())],
  ['FROZENSET', (machine) => machine.push(machine.setOf(machine.popToMark()))],

  ['MEMOIZE', (machine) => machine.memoize()],
  ['PUT', (machine) => machine.memoize(readMemoIndex(machine))],
  ['BINPUT', (machine) => machine.memoize(machine.cursor.uint8())],
  ['LONG_BINPUT', (machine) => machine.memoize(machine.cursor.uint32())],
  ['GET', (machine) => machine.recall(readMemoIndex(machine))],
  ['BINGET', (machine) => machine.recall(machine.cursor.uint8())],
  ['LONG_BINGET', (machine) => machine.recall(machine.cursor.uint32())],

  ['GLOBAL', (machine) => pushGlobal(machine, readName(machine), readName(machine))],
  // INST makes an object of a class at once; no allowed name is such a class.
  ['INST', (machine) => refuseGlobal(machine, readName(machine), readName(machine))],
  ['STACK_GLOBAL', pushStackGlobal],
  ['REDUCE', reduce],
  ['BUILD', build],
]);

/** Carries out one opcode other than STOP. Throws a `DataError` on one that is refused or unknown, and on wrong arguments. */
export function carryOut(machine: PickleMachine, opcode: number): void {
  const handler = HANDLERS[opcode];
  if (handler === undefined) {
    const expected = "an opcode of data and of numpy's arrays";
    throw machine.cursor.problem('pickle-refused-opcode', 'Refused opcode', expected, opcodeName(opcode));
  }
  handler(machine);
}

function handlersByOpcode(named: readonly (readonly [keyof typeof OPCODES, Handler])[]): (Handler | undefined)[] {
  const handlers = new Array<Handler | undefined>(256).fill(undefined);
  for (const [name, handler] of named) handlers[OPCODES[name]] = handler;
  return handlers;
}

function checkProtocol({ cursor }: PickleMachine): void {
  const protocol = cursor.uint8();
  if (protocol <= MAX_PROTOCOL) return;
  throw cursor.problem(
    'pickle-protocol',
    'The pickle is too new',
    `protocol 0 to ${MAX_PROTOCOL}`,
    `protocol ${protocol}`,
  );
}

/** Protocols 0 and 1 write False as `00` and True as `01`. */
function pushTextInteger(machine: PickleMachine): void {
  const text = readLine(machine, decodeAscii);
  if (text === '00' || text === '01') machine.push(text === '01');
  else machine.push(within(machine.cursor.where, () => integerOfText(text)));
}

function pushLong(machine: PickleMachine, length: number): void {
  const bytes = machine.cursor.bytes(length);
  machine.push(within(machine.cursor.where, () => integerOfBytes(bytes)));
}

function pushAscii(machine: PickleMachine, length: number): void {
  const bytes = machine.cursor.bytes(length);
  machine.push(within(machine.cursor.where, () => decodeAscii(bytes)));
}

function pushText(machine: PickleMachine, length: number): void {
  const utf8 = machine.cursor.bytes(length);
  machine.push(
    length >= LONG_TEXT_BYTES
      ? new LongText(utf8)
      : within(machine.cursor.where, () => decodeUtf8(utf8, { allowSurrogates: true })),
  );
}

function rawUnicodeText(line: Uint8Array): string | LongText {
  const text = decodeRawUnicodeEscape(line);
  return text.length >= LONG_TEXT_BYTES ? new LongText(line, text) : text;
}

function pushBytes(machine: PickleMachine, length: number): void {
  machine.push(machine.cursor.bytes(length));
}

function pushTuple(machine: PickleMachine, length: number): void {
  const items: PickleItem[] = [];
  for (let at = 0; at < length; at++) items.push(machine.pop());
  machine.push(new PickleTuple(items.reverse()));
}

function readLine<T>({ cursor }: PickleMachine, parse: (line: Uint8Array) => T): T {
  const line = cursor.line();
  return within(cursor.where, () => parse(line));
}

function readName(machine: PickleMachine): string {
  return readLine(machine, (line) => decodeUtf8(line));
}

function readMemoIndex(machine: PickleMachine): number {
  const index = readLine(machine, (line) => integerOfText(decodeAscii(line)));
  if (typeof index === 'number' && index >= 0) return index;
  throw machine.cursor.malformed('A memo index is damaged', '0 or more', `${index}`);
}

function pushGlobal(machine: PickleMachine, module: string, name: string): void {
  machine.push(findGlobalOrNull(module, name) ?? refuseGlobal(machine, module, name));
}

function pushStackGlobal(machine: PickleMachine): void {
  const name = machine.pop();
  const module = machine.pop();
  if (typeof module !== 'string' || typeof name !== 'string') {
    const found = `${describeItem(module)} and ${describeItem(name)}`;
    throw machine.cursor.malformed('STACK_GLOBAL finds the wrong thing on the stack', 'two short texts', found);
  }
  pushGlobal(machine, module, name);
}

function refuseGlobal({ cursor }: PickleMachine, module: string, name: string): never {
  const found = `${module}.${name}`.slice(0, 200);
  throw cursor.problem('pickle-refused-global', 'Refused global', "a name of numpy's arrays", found);
}

function reduce(machine: PickleMachine): void {
  const args = machine.pop();
  const called = machine.pop();
  if (!(called instanceof PickleGlobal) || !(args instanceof PickleTuple)) {
    const found = `${describeItem(called)} and ${describeItem(args)}`;
    throw machine.cursor.malformed('REDUCE finds the wrong thing on the stack', 'a function and a tuple', found);
  }
  machine.push(within(machine.cursor.where, () => callGlobal(called, args.items)));
}

function build(machine: PickleMachine): void {
  const state = machine.pop();
  const target = machine.top();
  const { cursor } = machine;
  if (state instanceof PickleTuple && target instanceof PickleDtype) {
    within(cursor.where, () => setDtypeState(target, state.items));
  } else if (state instanceof PickleTuple && target instanceof PickleArray) {
    within(cursor.where, () => setArrayState(target, state.items));
  } else {
    const found = `${describeItem(target)} and ${describeItem(state)}`;
    throw cursor.malformed('BUILD finds the wrong thing on the stack', 'an array or type and its state', found);
  }
}
