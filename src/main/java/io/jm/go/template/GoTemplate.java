package io.jm.go.template;

import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A parsed Go template ({@code text/template} of Go 1.19), which can be executed any number of times. */
public final class GoTemplate {
    private final ParsedTemplate parsed;
    private final TemplateFunctions functions;

    private GoTemplate(ParsedTemplate parsed, TemplateFunctions functions) {
        this.parsed = parsed;
        this.functions = functions;
    }

    /**
     * Parses a template.
     *
     * @param name the name in error messages; docker-machine uses an empty one
     * @throws TemplateException on a syntax error, for example {@code template: :1: unexpected {{end}}}
     */
    public static GoTemplate compile(String name, String text, TemplateFunctions functions) {
        return new GoTemplate(new Parser(name, text, functions).parse(), functions);
    }

    /**
     * Executes the template; output written before an error is kept.
     *
     * @throws TemplateException for example {@code template: :1:2: executing "" at <.Nope>: can't evaluate …}
     */
    public void execute(TemplateValue data, Appendable out) throws IOException {
        new Execution(parsed, functions, out).run(data);
    }

    /** Returns the fields of the data that the template reads; null if it may read all. */
    public @Nullable Set<String> usedFields() {
        return UsedFields.of(parsed);
    }

    /** Returns the same template for the headings of a table, see {@link TemplateFunctions#forHeadings}. */
    public GoTemplate forHeadings() {
        return new GoTemplate(parsed, functions.forHeadings());
    }

    /** Executes the template into memory. */
    public void execute(TemplateValue data, StringBuilder out) {
        try {
            execute(data, (Appendable) out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
