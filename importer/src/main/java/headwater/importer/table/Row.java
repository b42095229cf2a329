package headwater.importer.table;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One row as it was read.
 *
 * @param line where it begins in its file, from 1
 * @param values as written; fewer or more than the columns when {@code defect} says so
 * @param defect what is wrong with the row as such
 */
public record Row(long line, Header header, List<String> values, @Nullable String defect) {
    /** A row of a file; one that does not fit its header gets its defect here. */
    static Row read(long line, Header header, List<String> values) {
        int wanted = header.columns().size();
        if (values.size() == wanted) {
            return new Row(line, header, values, null);
        }
        String defect = "The row has %d values, the header %d.".formatted(values.size(), wanted);
        return new Row(line, header, values, defect);
    }

    /** The column's text without outer blanks; empty when there is nothing. */
    public String text(String column) {
        int index = header.indexOf(column);
        String text = index < values.size() ? values.get(index).strip() : "";
        return header.meansNothing(text) ? "" : text;
    }

    /** The value at this place as written, empty when the row is too short. */
    public String value(int index) {
        return index < values.size() ? values.get(index) : "";
    }
}
