package io.jm.inventory;

import io.jm.base.JmException;
import io.jm.go.template.GoTemplate;
import io.jm.go.template.TemplateFunctions;
import io.jm.go.template.TemplateValue;
import io.jm.go.template.TemplateValues;
import io.jm.go.text.TabWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * How {@code ls} prints rows: by a Go template, as lines or, after the prefix {@code table}, in columns; or all of them
 * as one JSON array.
 */
public final class RowFormat {
    private static final String TABLE = "table";
    private static final String DEFAULT =
            "table {{ .Name }}\t{{ .Active }}\t{{ .DriverName}}\t{{ .State }}\t{{ .URL }}\t"
                    + "{{ .Swarm }}\t{{ .DockerVersion }}\t{{ .Error}}";
    private static final String JSON = "json";

    private final boolean json;
    private final boolean table;
    private final boolean nameOnly;
    private final GoTemplate template;
    private final StringBuilder headings = new StringBuilder();

    /**
     * Parses a format; empty means the default table.
     *
     * @param functions what the template may call
     * @throws JmException if it is no template, or if the headings of a table cannot be made of it
     */
    public RowFormat(String format, TemplateFunctions functions) {
        String text = format.isEmpty() ? DEFAULT : format;
        this.json = text.equals(JSON);
        this.table = startsWithTable(text);
        if (table) {
            text = text.substring(TABLE.length());
        }
        text = withoutBlanksAround(text).replace("\\t", "\t").replace("\\n", "\n");
        this.nameOnly = isNameOnly(text.replace(" ", ""));
        this.template = GoTemplate.compile("", text + "\n", functions);
        if (table) {
            template.forHeadings().execute(RowValues.headings(), headings);
        }
    }

    private static boolean isNameOnly(String text) {
        return text.equals("{{.Name}}") || text.equals("{{json.Name}}");
    }

    /** Whether the rows' names are all that is shown, so that no machine needs to be asked. */
    public boolean nameOnly() {
        return nameOnly;
    }

    /**
     * Prints the rows.
     *
     * @throws JmException if the template fails at a row; what was made before is printed
     */
    public void print(List<MachineRow> rows, Consumer<String> out) {
        if (json) {
            List<TemplateValue> values = new ArrayList<>(rows.size());
            for (MachineRow row : rows) {
                values.add(RowValues.of(row));
            }
            out.accept(TemplateValues.toJson(values) + "\n");
            return;
        }
        StringBuilder text = new StringBuilder(headings);
        try {
            for (MachineRow row : rows) {
                template.execute(RowValues.of(table ? row.withErrorInOneLine() : row), text);
            }
        } finally {
            String made = text.toString();
            out.accept(table ? TabWriter.forTables().format(made) : made);
        }
    }

    /** Whether the format begins with the prefix; docker-machine accepts {@code tabletop}, too. */
    private static boolean startsWithTable(String text) {
        return text.startsWith(TABLE)
                && (text.length() == TABLE.length() || !Character.isLetterOrDigit(text.charAt(TABLE.length())));
    }

    private static String withoutBlanksAround(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(start, end);
    }
}
