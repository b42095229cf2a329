package headwater.importer.mapping;

import headwater.importer.table.Row;

/** Where a value's text comes from. */
sealed interface Source permits Source.Column, Source.Constant, Template {
    /** Empty when there is nothing. */
    String text(Row row);

    /** For people. */
    String described();

    /** A column's text. */
    record Column(String name) implements Source {
        @Override
        public String text(Row row) {
            return row.text(name);
        }

        @Override
        public String described() {
            return "column " + name;
        }
    }

    /** The same text in every row. */
    record Constant(String text) implements Source {
        @Override
        public String text(Row row) {
            return text;
        }

        @Override
        public String described() {
            return "the constant";
        }
    }
}
