package io.jm.go.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jm.go.json.JsonReader;
import io.jm.testkit.Recorded;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoTemplateTest {
    private static final TemplateValue MACHINE =
            TemplateValues.ofJson(JsonReader.read(Recorded.bytes("/json/config-m10.json")));

    /** Output and error messages of Go 1.19 for valid and malformed templates, with a config.json as data. */
    @Test
    void executesTemplatesAsGoDoes() {
        List<String> wrong = new ArrayList<>();
        for (List<String> row : Recorded.table("/template/go-templates.tsv")) {
            StringBuilder out = new StringBuilder();
            String error = "";
            try {
                GoTemplate.compile("", row.get(0), TemplateFunctions.withJson()).execute(MACHINE, out);
            } catch (TemplateException e) {
                error = e.getMessage();
            }
            if (!row.get(1).contentEquals(out) || !row.get(2).equals(error)) {
                wrong.add(
                        row.get(0) + "\n  want " + row.get(1) + " ! " + row.get(2) + "\n  have " + out + " ! " + error);
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    void rejectsEndlessInclusion() {
        String endless = "{{define \"a\"}}{{template \"a\"}}{{end}}{{template \"a\"}}";
        assertEquals(
                "template: :1:25: executing \"a\" at <{{template \"a\"}}>: exceeded maximum template depth (200)",
                failure(endless, MACHINE));
    }

    @Test
    void rejectsTooDeepNesting() {
        assertEquals("template: :1: too many nested parentheses", failure("{{" + "(".repeat(100_000), MACHINE));
        assertEquals("template: :1: too many nested blocks", failure("{{if 1}}".repeat(100_000), MACHINE));
        String elses = "{{if 0}}" + "{{else if 0}}".repeat(100_000) + "{{end}}";
        assertEquals("template: :1: too many nested blocks", failure(elses, MACHINE));
    }

    @Test
    void rejectsWidthsThatExceedMemory() {
        StringBuilder out = new StringBuilder();
        GoTemplate.compile("", "{{printf \"%99999999999d\" 1}}", TemplateFunctions.standard())
                .execute(MACHINE, out);
        assertEquals(true, out.length() <= 1_000_000);
    }

    @Test
    void printsStatesAndDurationsAsText() {
        StructType row = new StructType("Row", List.of("State", "Time", "Options"));
        TemplateValue options = new StructType("Options", List.of("On")).pointer(TemplateValue.bool(true));
        TemplateValue data = row.of(
                TemplateValue.named("state.State", 1, "Running"), TemplateValue.duration(1_500_000_000), options);
        String text =
                "{{.State}} {{printf \"%d %x %z\" .State .State .State}} {{.Time}} {{.Time.Seconds}} {{.Time.Nanoseconds}}"
                        + " {{printf \"%#v %v\" .State .Options}} {{.Options}} {{.Options.On}} {{lt .Time .State}} {{gt .Time 5}}";
        assertEquals(
                "Running 1 52756e6e696e67 %!z(state.State=1) 1.5s 1.5 1500000000 1 &{true} {true} true false true",
                text(text, data));
    }

    @Test
    void countsFieldsOfStructs() {
        StructType type = new StructType("T", List.of("A"));
        assertThrows(IllegalArgumentException.class, type::of);
    }

    @Test
    void namesTheTemplateInErrors() {
        TemplateException e = assertThrows(
                TemplateException.class, () -> GoTemplate.compile("list", "{{end}}", TemplateFunctions.standard()));
        assertEquals("template: list:1: unexpected {{end}}", e.getMessage());
    }

    private static String text(String template, TemplateValue data) {
        StringBuilder out = new StringBuilder();
        GoTemplate.compile("", template, TemplateFunctions.standard()).execute(data, out);
        return out.toString();
    }

    private static String failure(String template, TemplateValue data) {
        return assertThrows(TemplateException.class, () -> text(template, data)).getMessage();
    }
}
