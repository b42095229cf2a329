package headwater.importer.mapping;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The conversion of one row.
 *
 * @param zone where the days of the file begin
 * @param problems all that is wrong with the row, a sentence each
 */
public record Conversion(ZoneId zone, List<String> problems) {
    public Conversion(ZoneId zone) {
        this(zone, new ArrayList<>());
    }
}
