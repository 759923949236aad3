/** The engine's way of reading a YAML document: every problem at once, each with its place. Mappings read as agreements do. */
export {
  choiceOf,
  type Cursor,
  entriesOf,
  isList,
  isMapping,
  itemsOf,
  keysOf,
  nearestName,
  Reading,
  scalarOf,
  textOf,
} from '@baton/engine/document'
