package io.jm.os;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that runs beside us, without input, and never outlives its {@link #close}. */
public final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final Duration grace;

    private ChildProcess(Process process, Duration grace) {
        this.process = process;
        this.grace = grace;
    }

    /** Starts a program with extra variables; {@code grace} is what it gets to end by itself. */
    public static ChildProcess start(Path program, Map<String, String> variables, Duration grace) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.toString());
        builder.environment().putAll(variables);
        builder.redirectInput(new File(File.separatorChar == '\\' ? "NUL" : "/dev/null"));
        return new ChildProcess(builder.start(), grace);
    }

    public InputStream output() {
        return process.getInputStream();
    }

    public InputStream errors() {
        return process.getErrorStream();
    }

    /** Waits a moment, then ends it by force. */
    @Override
    public void close() {
        try {
            if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor(grace.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
