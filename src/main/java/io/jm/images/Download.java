package io.jm.images;

import io.jm.base.JmException;
import io.jm.base.Retry;
import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.os.Limits;
import io.jm.web.Abandonable;
import io.jm.web.WebFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Downloads one URL to the end, however often the connection breaks; each attempt goes on where the last one ended. */
final class Download {
    /** Attempts that bring nothing new before it is given up. */
    private static final int MAX_FUTILE = 5;

    private static final long PROGRESS_BYTES = 64 << 10;
    private static final Duration RETRY_TIME = Duration.ofMinutes(10);
    private static final Duration MAX_DELAY = Duration.ofSeconds(5);
    private static final int BUFFER = 64 << 10;
    /** What must stay free on the disk. */
    private static final long DISK_MARGIN = 64 << 20;

    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final WebClient web;
    private final Console console;
    private final Ticker ticker;
    private final DownloadUrl url;
    private final String subject;
    private final PartFile part;

    /**
     * Prepares a download.
     *
     * @param subject what is downloaded, for messages
     * @param part where it goes
     */
    Download(WebClient web, Console console, Ticker ticker, DownloadUrl url, String subject, PartFile part) {
        this.web = web;
        this.console = console;
        this.ticker = ticker;
        this.url = url;
        this.subject = subject;
        this.part = part;
    }

    /**
     * Downloads the file.
     *
     * @throws GoneException if there is nothing at the URL
     * @throws JmException if it is too large, the disk is full, or the server or the network fail for too long
     */
    void run() {
        Retry retry = new Retry(ticker, RETRY_TIME, MAX_DELAY);
        int futile = 0;
        while (!part.isComplete()) {
            long before = part.length();
            try {
                Abandonable.call(this::attempt);
                return;
            } catch (IOException e) {
                boolean progress = part.length() - before >= PROGRESS_BYTES;
                retry = progress ? new Retry(ticker, RETRY_TIME, MAX_DELAY) : retry;
                futile = progress ? 0 : futile + 1;
                if (WebFailure.isPermanent(e) || futile >= MAX_FUTILE || retry.isExhausted()) {
                    throw new JmException(
                            subject + " cannot be downloaded from " + url + ": " + WebFailure.reason(e) + kept(), e);
                }
                console.debug(url + ": " + WebFailure.reason(e) + ", trying again");
                retry.pause();
            }
        }
    }

    private String kept() {
        return part.length() > 0 && part.version().canResume()
                ? " (" + ByteText.of(part.length()) + " are there; the next attempt goes on from them)"
                : "";
    }

    private Void attempt() throws IOException {
        long start = part.length();
        Map<String, String> headers = start == 0
                ? Map.of()
                : Map.of(
                        "Range",
                        "bytes=" + start + "-",
                        "If-Range",
                        part.version().validator());
        try (WebReply reply = web.get(url, headers)) {
            check(reply);
            if (reply.code() != PARTIAL || start == 0) {
                part.restart(new PartFile.Version(
                        reply.header("ETag"), reply.header("Last-Modified"), Math.max(-1, reply.length())));
            } else if (!continues(reply.header("Content-Range"), start)) {
                part.discard();
                throw new IOException("the server sent another range than the one asked for");
            }
            checkSpace();
            receive(reply.body());
        }
        long size = part.version().size();
        if (size >= 0 && part.length() != size) {
            throw new IOException(
                    "the connection was cut after " + ByteText.of(part.length()) + " of " + ByteText.of(size));
        }
        return null;
    }

    private void check(WebReply reply) throws IOException {
        if (reply.isGone()) {
            throw new GoneException(subject + " is not at " + url + " (" + reply.status() + ")");
        }
        if (reply.code() == RANGE_NOT_SATISFIABLE) {
            part.discard();
            throw new IOException("the server answered " + reply.status());
        }
        if (reply.isTemporary()) {
            throw new IOException("the server answered " + reply.status());
        }
        if (reply.code() != 200 && reply.code() != PARTIAL) {
            throw new JmException(
                    subject + " cannot be downloaded from " + url + ": the server answered " + reply.status());
        }
    }

    /** Whether a Content-Range header, {@code bytes START-END/SIZE}, describes the rest of this version. */
    private boolean continues(String contentRange, long start) {
        long size = part.version().size();
        String rest = contentRange.startsWith("bytes " + start + "-") ? contentRange : "";
        return !rest.isEmpty() && (size < 0 || rest.endsWith("/" + size) || rest.endsWith("/*"));
    }

    private void checkSpace() throws IOException {
        long size = part.version().size();
        if (size > Limits.IMAGE) {
            throw tooLarge();
        }
        Path directory = part.file().resolveSibling("");
        FileStore disk = Files.getFileStore(directory);
        long needed = size - part.length();
        if (size >= 0 && disk.getTotalSpace() > 0 && disk.getUsableSpace() < needed + DISK_MARGIN) {
            if (part.length() == 0) {
                part.discard();
            }
            throw new JmException(subject + " needs " + ByteText.of(needed + DISK_MARGIN) + " in " + directory
                    + ", where " + ByteText.of(disk.getUsableSpace()) + " are free");
        }
    }

    private JmException tooLarge() throws IOException {
        part.discard();
        return new JmException(
                subject + " at " + url + " is larger than " + ByteText.of(Limits.IMAGE) + " (the limit)");
    }

    private void receive(InputStream body) throws IOException {
        TransferProgress progress = new TransferProgress(
                console, ticker, part.length(), part.version().size());
        byte[] buffer = new byte[BUFFER];
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            part.append(buffer, n);
            if (part.length() > Limits.IMAGE) {
                throw tooLarge();
            }
            progress.reached(part.length());
        }
    }
}
