package headwater.crm.document;

import com.deepoove.poi.XWPFTemplate;
import com.deepoove.poi.config.Configure;
import com.deepoove.poi.exception.RenderException;
import com.deepoove.poi.exception.ResolverException;
import com.deepoove.poi.plugin.table.LoopRowTableRenderPolicy;
import com.deepoove.poi.template.MetaTemplate;
import com.deepoove.poi.template.run.RunTemplate;

import fr.opensagres.poi.xwpf.converter.core.XWPFConverterException;

import headwater.crm.document.DocumentSource.Content;
import headwater.crm.shared.BadInput;

import org.apache.poi.ooxml.POIXMLException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A Word file with names in braces: {@code {{customer.name}}} for a text; a table whose heading has
 * {@code {{lines}}} repeats the row below it, where {@code [name]} stands for a column. Nothing
 * else is filled in, so that neither a template nor a record's text makes the server fetch
 * anything.
 */
record WordTemplate(byte[] file) {
    private static final char TEXT = '\0';

    /** Packed; what comes out of it may be a hundred times as much. */
    private static final int MOST_BYTES = 1024 * 1024;

    /**
     * A file that can be filled with what a source tells.
     *
     * @throws BadInput naming what is wrong with it and what would be right
     */
    static WordTemplate of(byte[] file, DocumentSource source) {
        if (file.length > MOST_BYTES) {
            throw new BadInput("A template has at most %,d bytes.".formatted(MOST_BYTES));
        }
        var template = new WordTemplate(file);
        Set<String> unknown = new TreeSet<>();
        try (XWPFTemplate compiled = template.compile(source.tables().keySet())) {
            for (MetaTemplate element : compiled.getElementTemplates()) {
                if (!(element instanceof RunTemplate run)
                        || run.getSign() != TEXT
                        || !isKnown(run.getTagName(), source)) {
                    unknown.add(element.variable());
                }
            }
            if (unknown.isEmpty()) {
                Pdf.of(render(compiled, sample(source)));
            }
        } catch (IOException
                | POIXMLException
                | OpenXML4JRuntimeException
                | IllegalArgumentException
                | ResolverException
                | RenderException
                | XWPFConverterException e) {
            throw new BadInput(
                    "The file is no Word file (.docx) that can be filled: " + e.getMessage());
        }
        if (!unknown.isEmpty()) {
            throw new BadInput(
                    "The file asks for %s; what can be filled in is %s, and in tables %s."
                            .formatted(unknown, new TreeSet<>(source.texts()), source.tables()));
        }
        return template;
    }

    /** The filled file. */
    byte[] filled(Content content) {
        try (XWPFTemplate compiled = compile(content.tables().keySet())) {
            return render(compiled, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private XWPFTemplate compile(Set<String> tables) {
        var configure = Configure.builder().useDefaultEL(true);
        tables.forEach(table -> configure.bind(table, new LoopRowTableRenderPolicy()));
        return XWPFTemplate.compile(new ByteArrayInputStream(file), configure.build());
    }

    private static byte[] render(XWPFTemplate template, Content content) throws IOException {
        var out = new ByteArrayOutputStream();
        template.render(model(content)).write(out);
        return out.toByteArray();
    }

    private static boolean isKnown(String name, DocumentSource source) {
        return source.texts().contains(name) || source.tables().containsKey(name);
    }

    /** Dotted names are looked up part by part. */
    private static Map<String, Object> model(Content content) {
        Map<String, Object> model = new HashMap<>(content.tables());
        content.texts()
                .forEach(
                        (name, text) -> {
                            List<String> parts = Arrays.asList(name.split("\\."));
                            Map<String, Object> place = model;
                            for (String part : parts.subList(0, parts.size() - 1)) {
                                place = inside(place, part);
                            }
                            place.put(parts.getLast(), text);
                        });
        return model;
    }

    @SuppressWarnings("unchecked") // only maps are put under the first parts of names
    private static Map<String, Object> inside(Map<String, Object> place, String part) {
        return (Map<String, Object>)
                place.computeIfAbsent(part, name -> new HashMap<String, Object>());
    }

    /** One row in each table, every text there. */
    private static Content sample(DocumentSource source) {
        Map<String, String> texts = new HashMap<>();
        source.texts().forEach(name -> texts.put(name, "x"));
        Map<String, List<Map<String, String>>> tables = new HashMap<>();
        source.tables()
                .forEach(
                        (table, columns) -> {
                            Map<String, String> row = new HashMap<>();
                            columns.forEach(column -> row.put(column, "x"));
                            tables.put(table, List.of(row));
                        });
        return new Content("x", 1, List.of(), texts, tables);
    }
}
