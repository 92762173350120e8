package io.jm.go.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jm.base.JmException;
import io.jm.go.json.JsonReader;
import io.jm.go.text.TabWriter;
import io.jm.testkit.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every template recorded from docker-machine, with the same data. */
class RecordedTemplatesTest {
    @Test
    void inspectPrintsWhatDockerMachinePrinted() {
        TemplateValue machine = TemplateValues.ofJson(JsonReader.read(Recorded.bytes("/json/config-m10.json")));
        List<String> wrong = new ArrayList<>();
        for (List<String> row : Recorded.table("/template/inspect.tsv")) {
            StringBuilder out = new StringBuilder();
            String error = "";
            try {
                GoTemplate template = compiled(row.get(0));
                try {
                    template.execute(machine, out);
                    out.append('\n');
                } catch (JmException e) {
                    error = e.getMessage() + "\n";
                }
            } catch (JmException e) {
                error = "template parsing error: " + e.getMessage() + "\n";
            }
            compare(row, out.toString(), error, wrong);
        }
        assertEquals("", String.join("\n", wrong));
    }

    private static GoTemplate compiled(String format) {
        return GoTemplate.compile("", format, TemplateFunctions.withJson());
    }

    @Test
    void lsPrintsWhatDockerMachinePrinted() {
        List<String> wrong = new ArrayList<>();
        for (List<String> row : Recorded.table("/template/ls.tsv")) {
            StringBuilder out = new StringBuilder();
            String error = "";
            boolean table = row.get(0).startsWith("table");
            try {
                list(row.get(0), table, out);
            } catch (JmException e) {
                error = e.getMessage() + "\n";
            }
            String text = out.toString();
            compare(row, table ? TabWriter.forTables().format(text) : text, error, wrong);
        }
        assertEquals("", String.join("\n", wrong));
    }

    private static void list(String given, boolean table, StringBuilder out) {
        String format = table ? given.substring(5) : given;
        int from = 0;
        int to = format.length();
        while (from < to && format.charAt(from) == ' ') {
            from++;
        }
        while (to > from && format.charAt(to - 1) == ' ') {
            to--;
        }
        format = format.substring(from, to).replace("\\t", "\t").replace("\\n", "\n") + "\n";
        GoTemplate template = GoTemplate.compile("", format, TemplateFunctions.standard());
        if (table) {
            template.execute(LsSample.HEADINGS, out);
        }
        for (TemplateValue item : LsSample.items()) {
            template.execute(item, out);
        }
    }

    private static void compare(List<String> row, String out, String error, List<String> wrong) {
        if (!row.get(1).equals(out) || !row.get(2).equals(error)) {
            wrong.add(row.get(0) + "\n  expected " + row.get(1) + row.get(2) + "  but got " + out + error);
        }
    }

    @Test
    void headingsAreStrings() {
        assertEquals("map[string]string", TemplateValues.ofTexts(Map.of()).type());
    }
}
