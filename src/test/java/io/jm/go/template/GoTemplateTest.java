package io.jm.go.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jm.go.json.JsonReader;
import io.jm.testkit.Recorded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    @Test
    void hasTheFunctionsOfDockersFormats() {
        TemplateValue state = TemplateValue.named("state.State", 1, "Running");
        TemplateValue labels = TemplateValue.texts(List.of("a=1", "b=2"));
        TemplateValue data = new StructType("Row", List.of("Name", "State", "Labels", "Number", "Odd"))
                .of(
                        TemplateValue.text("db-1 two_three"),
                        state,
                        labels,
                        TemplateValue.integer(7),
                        TemplateValue.untrusted("a\u001bb"));
        assertEquals(
                "RUNNING running Db-1 Two_three", docker("{{upper .State}} {{lower .State}} {{title .Name}}", data));
        assertEquals(
                "a=1, b=2 db,1 two_three", docker("{{join .Labels \", \"}} {{join (split .Name \"-\") \",\"}}", data));
        assertEquals("d|b|-", docker("{{join (split (truncate .Name 3) \"\") \"|\"}}", data));
        assertEquals("[  db-1 two_three ][]", docker("[{{pad .Name 2 1}}][{{pad \"\" 2 1}}]", data));
        assertEquals("Run Running", docker("{{truncate .State 3}} {{truncate .State 30}}", data));
        assertEquals("DB-1 TWO_THREE\n", docker("{{.Name | upper | println}}", data));
        assertEquals("A\\X1BB \"A\\u001bB\"", docker("{{upper .Odd}} {{json (upper .Odd)}}", data));
        assertEquals("groß", docker("{{lower \"GROß\"}}", data));
    }

    /** The labels of config.json are a {@code []interface {}}, a missing key has no labels. */
    @Test
    void joinsListsOfJson() {
        assertEquals("a, 1.5", docker("{{join .L \", \"}}", json("{\"L\":[\"a\",1.5]}")));
        assertEquals("", docker("{{join .L \", \"}}", json("{\"L\":null}")));
    }

    @Test
    void refusesArgumentsOfOtherTypes() {
        TemplateValue data = json("{\"N\":7,\"T\":\"x\"}");
        assertEquals(
                "template: :1:2: executing \"\" at <upper .N>: error calling upper: expected string; got float64",
                dockerFailure("{{upper .N}}", data));
        assertEquals(
                "template: :1:2: executing \"\" at <join .T \",\">: error calling join: expected list; got string",
                dockerFailure("{{join .T \",\"}}", data));
        assertEquals(
                "template: :1:2: executing \"\" at <truncate .T -1>: error calling truncate: length out of range: -1",
                dockerFailure("{{truncate .T -1}}", data));
        assertEquals(
                "template: :1:2: executing \"\" at <pad .T 9999999 0>: error calling pad: length out of range: 9999999",
                dockerFailure("{{pad .T 9999999 0}}", data));
        assertEquals(
                "template: :1:2: executing \"\" at <split>: wrong number of args for split: want 2 got 1",
                dockerFailure("{{split .T}}", data));
    }

    @Test
    void leavesHeadingsAsTheyAre() {
        TemplateValue headings = TemplateValues.ofTexts(Map.of("Name", "NAME"));
        String template = "{{lower .Name}} {{json .Name}} {{truncate .Name 1}} {{join .Name \",\"}}"
                + " {{index (split .Name \"A\") 0}}{{pad .Name 1 1}}|";
        StringBuilder out = new StringBuilder();
        GoTemplate.compile("", template, TemplateFunctions.withDockers())
                .forHeadings()
                .execute(headings, out);
        assertEquals("NAME NAME NAME NAME NAME NAME |", out.toString());
    }

    private static TemplateValue json(String document) {
        return TemplateValues.ofJson(JsonReader.read(document.getBytes(StandardCharsets.UTF_8)));
    }

    private static String docker(String template, TemplateValue data) {
        StringBuilder out = new StringBuilder();
        GoTemplate.compile("", template, TemplateFunctions.withDockers()).execute(data, out);
        return out.toString();
    }

    private static String dockerFailure(String template, TemplateValue data) {
        return assertThrows(TemplateException.class, () -> docker(template, data))
                .getMessage();
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
