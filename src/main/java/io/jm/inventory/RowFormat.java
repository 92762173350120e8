package io.jm.inventory;

import io.jm.base.JmException;
import io.jm.go.template.GoTemplate;
import io.jm.go.template.TemplateFunctions;
import io.jm.go.template.TemplateValue;
import io.jm.go.template.TemplateValues;
import io.jm.go.text.TabWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

    private final boolean defaultTable;
    private final boolean json;
    private final boolean table;
    private final boolean dockerMachine;
    private final RowDetail detail;
    private final boolean extras;
    private final GoTemplate template;
    private final StringBuilder headings = new StringBuilder();

    /**
     * Parses a format; empty means the default table, as does {@code table} alone.
     *
     * @param dockerMachine whether templates have docker-machine's fields and functions only
     * @throws JmException if it is no template, or if the headings of a table cannot be made of it
     */
    public RowFormat(String format, boolean dockerMachine) {
        String asked = format.strip();
        String text = format.isEmpty() || asked.equals(TABLE) ? DEFAULT : format;
        this.defaultTable = text.equals(DEFAULT);
        this.dockerMachine = dockerMachine;
        this.json = asked.equals(JSON);
        this.table = startsWithTable(text);
        if (table) {
            text = text.substring(TABLE.length());
        }
        text = withoutBlanksAround(text).replace("\\t", "\t").replace("\\n", "\n");
        // docker-machine has only Go's functions here, and scripts may expect its error
        TemplateFunctions functions = dockerMachine ? TemplateFunctions.standard() : TemplateFunctions.withDockers();
        this.template = GoTemplate.compile("", text + "\n", functions);
        Set<String> fields = json ? null : template.usedFields();
        this.detail = detail(fields);
        // docker-machine's fields have none of it, but JSON is jm's own
        this.extras = json
                || !dockerMachine
                        && (fields == null || fields.contains(RowValues.GROUP) || fields.contains(RowValues.CONTEXTS));
        if (table) {
            template.forHeadings().execute(RowValues.headings(), headings);
        }
    }

    /**
     * Returns whom the fields need asked. With docker-machine's defaults it is everybody, unless only names are shown: there,
     * the state of a machine whose engine does not answer is a timeout.
     */
    private RowDetail detail(@Nullable Set<String> fields) {
        if (fields == null) {
            return RowDetail.ENGINE;
        }
        if (dockerMachine) {
            return fields.equals(Set.of("Name")) ? RowDetail.RECORD : RowDetail.ENGINE;
        }
        RowDetail most = RowDetail.RECORD;
        for (String field : fields) {
            RowDetail needed = switch (field) {
                case "Name", "Swarm", "SwarmOptions", "EngineOptions", RowValues.GROUP, RowValues.CONTEXTS ->
                    RowDetail.RECORD;
                case "Active", "ActiveHost", "ActiveSwarm", "DriverName", "State", "URL" -> RowDetail.DRIVER;
                default -> RowDetail.ENGINE;
            };
            most = needed.compareTo(most) > 0 ? needed : most;
        }
        return most;
    }

    /** Returns whom the rows' fields need asked. */
    public RowDetail detail() {
        return detail;
    }

    /** Whether rows need what jm records in jm.json. */
    public boolean needsExtras() {
        return extras;
    }

    /** Whether the rows are printed in the table that {@code ls} prints without a format. */
    public boolean isDefaultTable() {
        return defaultTable;
    }

    /** Prints the rows in the default table for a terminal. */
    public void print(List<MachineRow> rows, TableLayout layout, Consumer<String> out) {
        StringBuilder text = new StringBuilder(headings);
        execute(rows, text);
        out.accept(layout.format(text.toString()));
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
            execute(rows, text);
        } finally {
            String made = text.toString();
            out.accept(table ? TabWriter.forTables().format(made) : made);
        }
    }

    private void execute(List<MachineRow> rows, StringBuilder text) {
        for (MachineRow row : rows) {
            template.execute(values(table ? row.withErrorInOneLine() : row), text);
        }
    }

    private TemplateValue values(MachineRow row) {
        return dockerMachine ? RowValues.ofDockerMachine(row) : RowValues.of(row);
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
