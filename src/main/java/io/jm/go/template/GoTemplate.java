package io.jm.go.template;

import java.io.IOException;

/** A Go template ({@code text/template} of Go 1.19) that was read and can be executed any number of times. */
public final class GoTemplate {
    private final ParsedTemplate parsed;
    private final TemplateFunctions functions;

    private GoTemplate(ParsedTemplate parsed, TemplateFunctions functions) {
        this.parsed = parsed;
        this.functions = functions;
    }

    /**
     * Reads a template.
     *
     * @param name stands in error texts; the original leaves it empty
     * @throws TemplateException for example {@code template: :1: unexpected {{end}}}
     */
    public static GoTemplate compile(String name, String text, TemplateFunctions functions) {
        return new GoTemplate(new Parser(name, text, functions).parse(), functions);
    }

    /**
     * Writes the template with the data filled in; what was written before a failure stays written.
     *
     * @throws TemplateException for example {@code template: :1:2: executing "" at <.Nope>: can't evaluate …}
     */
    public void execute(TemplateValue data, Appendable out) throws IOException {
        new Execution(parsed, functions, out).run(data);
    }

    /** Like {@link #execute}, into memory. */
    public void execute(TemplateValue data, StringBuilder out) {
        try {
            execute(data, (Appendable) out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
