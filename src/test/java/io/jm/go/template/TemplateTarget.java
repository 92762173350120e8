package io.jm.go.template;

import io.jm.base.JmException;
import io.jm.fuzz.FuzzTarget;
import io.jm.go.json.JsonReader;
import io.jm.testkit.Recorded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Fuzzes a format with a row of {@code ls} and with a machine's config.json. */
public final class TemplateTarget implements FuzzTarget {
    private final TemplateValue machine =
            TemplateValues.ofJson(JsonReader.read(Recorded.bytes("/json/config-m10.json")));

    @Override
    public String name() {
        return "template";
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (String table : List.of("/template/go-templates.tsv", "/template/inspect.tsv", "/template/ls.tsv")) {
            for (List<String> row : Recorded.table(table)) {
                seeds.add(row.get(0).getBytes(StandardCharsets.UTF_8));
            }
        }
        return seeds;
    }

    @Override
    public List<String> dictionary() {
        return List.of(
                "{{",
                "}}",
                "{{- ",
                " -}}",
                "{{end}}",
                "{{else}}",
                "{{range .}}",
                "{{with $x := .}}",
                "{{define \"a\"}}",
                "{{template \"a\" .}}",
                "{{block \"a\" .}}",
                "printf",
                "\"%1000000000d\"",
                "\"%.999999999f\"",
                "\"%[99999999999]d\"",
                "\"%*d\"",
                "\"%v %+v %#v %T %q %x\"",
                "index",
                "slice",
                "len",
                "1e1000",
                "0x7fffffffffffffff",
                "-9223372036854775808",
                "'a'",
                "1i",
                "nil",
                "((((",
                "| ",
                "$",
                ".Driver.IPAddress",
                ".EngineOptions.Labels",
                "/*",
                "*/",
                "`");
    }

    @Override
    public String parse(byte[] input) {
        String format = new String(input, StandardCharsets.UTF_8);
        return executed(format, TemplateFunctions.withJson(), machine)
                + executed(format, TemplateFunctions.standard(), LsSample.HEADINGS);
    }

    private static String executed(String format, TemplateFunctions functions, TemplateValue data) {
        StringBuilder out = new StringBuilder();
        try {
            GoTemplate.compile("", format, functions).execute(data, out);
            return "ok " + Integer.toBinaryString(out.length());
        } catch (JmException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
