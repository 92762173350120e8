package io.jm.testkit;

import io.jm.cloud.CloudReply;
import io.jm.cloud.CloudRequest;
import io.jm.cloud.NotSentException;
import io.jm.cloud.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A provider's API in memory, with state. It can fail at one of its requests, counted from 1, in each of the ways in which
 * a provider or a process can fail.
 */
public abstract class StandIn implements Transport {
    private final List<CloudRequest> requests = new ArrayList<>();
    private int failAt;
    private Failure failure = Failure.ERROR;

    /** How a request fails. */
    public enum Failure {
        /** The provider answers 500 from then on, and does nothing. */
        ERROR,
        /** There is no connection for this request, which is not carried out. */
        NO_CONNECTION,
        /** The request is carried out, and its answer is lost. */
        ANSWER_LOST,
        /** The process is killed before the request. */
        KILLED_BEFORE,
        /** The request is carried out, and the process is killed before the answer comes. */
        KILLED_AFTER
    }

    /** Thrown in place of the end of the process; nothing catches it. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Carries a request out. */
    protected abstract CloudReply answer(CloudRequest request);

    /** What is left of machines that a user would pay for, or that blocks a name: ids or names. */
    public abstract List<String> left();

    /** Answers the error that the provider reports for its own failures. */
    protected abstract CloudReply failed();

    /** Makes the request with that number fail; 0 for none. */
    public final void failAt(int number, Failure how) {
        this.failAt = number;
        this.failure = how;
    }

    /** Every request so far. */
    public final List<CloudRequest> requests() {
        return List.copyOf(requests);
    }

    /** Forgets the requests so far, so that they are counted from 1 again. */
    public final void startOver() {
        requests.clear();
        failAt = 0;
    }

    @Override
    public final synchronized CloudReply send(CloudRequest request) throws IOException {
        requests.add(request);
        int number = requests.size();
        if (failAt > 0 && failure == Failure.ERROR && number >= failAt) {
            return failed();
        }
        if (number != failAt) {
            return answer(request);
        }
        return switch (failure) {
            case NO_CONNECTION -> throw new NotSentException(new ConnectException("connection refused"));
            case KILLED_BEFORE -> throw new Killed();
            case KILLED_AFTER -> {
                answer(request);
                throw new Killed();
            }
            case ANSWER_LOST -> {
                answer(request);
                throw new SocketException("connection reset");
            }
            case ERROR -> failed();
        };
    }

    /** Returns a response without further headers. */
    protected static CloudReply reply(int status, String body) {
        return new CloudReply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }
}
