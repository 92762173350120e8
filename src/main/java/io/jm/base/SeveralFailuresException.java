package io.jm.base;

import java.util.List;

/** What failed for several machines, in their order. */
final class SeveralFailuresException extends JmException {
    private static final long serialVersionUID = 1L;

    private final transient List<JmException> failures;

    SeveralFailuresException(List<? extends JmException> failures) {
        super(lines(failures), failures.get(0).exitCode(), failures.get(0));
        this.failures = List.copyOf(failures);
    }

    @Override
    public List<JmException> each() {
        return failures;
    }

    private static String lines(List<? extends JmException> failures) {
        StringBuilder lines = new StringBuilder();
        for (JmException failure : failures) {
            lines.append(lines.isEmpty() ? "" : "\n").append(failure.getMessage());
        }
        return lines.toString();
    }
}
