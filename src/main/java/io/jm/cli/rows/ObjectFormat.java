package io.jm.cli.rows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.console.Console;
import io.jm.go.template.GoTemplate;
import io.jm.go.template.TemplateFunctions;
import io.jm.go.template.TemplateValue;
import io.jm.go.template.TemplateValues;
import org.jspecify.annotations.Nullable;

/** How a command prints one object: as JSON, or with a template whose fields are the keys of the JSON. */
public final class ObjectFormat {
    private final @Nullable GoTemplate template;

    private ObjectFormat(@Nullable GoTemplate template) {
        this.template = template;
    }

    /** Whether the value of {@code --format} is the word json. */
    public static boolean isJson(String format) {
        return format.strip().equals("json");
    }

    /**
     * Parses the value of {@code --format}.
     *
     * @throws JmException if it is neither the word json nor a template
     */
    public static ObjectFormat of(String format) {
        return new ObjectFormat(isJson(format) ? null : template(format, TemplateFunctions.withDockers()));
    }

    /**
     * Parses a template.
     *
     * @throws JmException if it is none; the word table is none
     */
    public static GoTemplate template(String format, TemplateFunctions functions) {
        if (format.strip().equals("table")) {
            throw new UsageException("Error: There is no table here; --format is json or a template");
        }
        try {
            return GoTemplate.compile("", format, functions);
        } catch (JmException e) {
            throw e.within("template parsing error");
        }
    }

    /**
     * Prints the object.
     *
     * @param type what messages about the fields of a template call it
     */
    public void print(ObjectNode object, String type, Console console) {
        if (template == null) {
            FormatOption.printJson(object, console);
        } else {
            print(template, TemplateValues.ofFields(type, object), console);
        }
    }

    /** Prints what a template makes of a value; if it fails, what it made before. */
    public static void print(GoTemplate template, TemplateValue value, Console console) {
        StringBuilder text = new StringBuilder();
        try {
            template.execute(value, text);
            text.append('\n');
        } finally {
            console.write(text.toString());
        }
    }
}
