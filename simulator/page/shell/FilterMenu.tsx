/** The list behind a filter button: sort, and choose values. */
import { Button, Checkbox, Divider, Popover, PopoverSurface, SearchBox } from "@fluentui/react-components";
import { TextSortAscending20Regular, TextSortDescending20Regular } from "@fluentui/react-icons";
import { useMemo, useState } from "react";
import { joinText } from "../../model/formula.js";
import type { BookView } from "../grid/book-view.js";
import { sortRegion } from "../grid/region.js";
import { filterAt, filterBy, filterValues, sortBy } from "../grid/row-commands.js";

/** Values that are listed at once; the search finds the others. */
const MOST_LISTED = 300;

export interface FilterMenuProps {
  readonly view: BookView;
  readonly row: number;
  readonly column: number;
  readonly at: DOMRect;
  readonly onClose: () => void;
}

export function FilterMenu({ view, row, column, at, onClose }: FilterMenuProps) {
  const { words } = view;
  const { sheet } = view.state;
  const place = sheet === null ? null : filterAt(sheet, row, column);
  const { values, chosen: first } = useMemo(() => (sheet === null || place === null ? { values: [], chosen: new Set<string>() } : filterValues(sheet, place, column)),
    [sheet, row, column]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(first);
  const [search, setSearch] = useState("");
  if (sheet === null || place === null) return null;
  const close = (): void => {
    onClose();
    view.focus();
  };
  const found = search === "" ? values : values.filter((value) => value.toLowerCase().includes(search.toLowerCase()));
  const all = found.every((value) => chosen.has(value));
  const some = found.some((value) => chosen.has(value));
  const toggle = (list: readonly string[], on: boolean): void => {
    const next = new Set(chosen);
    for (const value of list) if (on) next.add(value);
    else next.delete(value);
    setChosen(next);
  };
  const sort = (descending: boolean): void => {
    const region = sortRegion(sheet, { row, column }, { top: row, left: column, bottom: row, right: column });
    close();
    if (region !== null) sortBy(view, region, column, descending);
  };
  const apply = (): void => {
    const wanted = search === "" ? values.filter((value) => chosen.has(value)) : found.filter((value) => chosen.has(value));
    filterBy(view, place, column, wanted.length === values.length ? null : wanted);
    close();
  };
  return (
    <Popover open trapFocus onOpenChange={(_event, { open }) => !open && close()} positioning={{ target: { getBoundingClientRect: () => at }, position: "below", align: "end" }}>
      <PopoverSurface className="filter-menu" aria-label={words.filter(joinText(sheet.value(row, column)))} data-testid="filter-menu">
        <Button appearance="subtle" size="small" icon={<TextSortAscending20Regular />} onClick={() => sort(false)}>{words.sortUp}</Button>
        <Button appearance="subtle" size="small" icon={<TextSortDescending20Regular />} onClick={() => sort(true)}>{words.sortDown}</Button>
        <Button appearance="subtle" size="small" disabled={!place.criteria.has(column - place.area.left)} onClick={() => {
          filterBy(view, place, column, null);
          close();
        }}>{words.filterClear}</Button>
        <Divider />
        <SearchBox size="small" placeholder={words.filterSearch} aria-label={words.filterSearch} value={search} onChange={(_event, { value }) => setSearch(value)} />
        <div className="filter-values">
          <Checkbox label={words.filterAll} checked={all ? true : some ? "mixed" : false} onChange={() => toggle(found, !all)} />
          {found.slice(0, MOST_LISTED).map((value) => (
            <Checkbox key={value} label={value === "" ? words.filterBlank : value} checked={chosen.has(value)} onChange={(_event, { checked }) => toggle([value], checked === true)} />
          ))}
          {found.length > MOST_LISTED && <p>{words.filterMore(found.length - MOST_LISTED)}</p>}
        </div>
        <div className="filter-actions">
          <Button appearance="primary" size="small" disabled={!found.some((value) => chosen.has(value))} onClick={apply}>{words.ok}</Button>
          <Button size="small" onClick={close}>{words.cancel}</Button>
        </div>
      </PopoverSurface>
    </Popover>
  );
}
