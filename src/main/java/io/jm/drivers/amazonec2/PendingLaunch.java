package io.jm.drivers.amazonec2;

import io.jm.base.Ticker;
import io.jm.cloud.ApiException;
import io.jm.cloud.Poll;
import io.jm.cloud.SentTime;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A launch that is not over: it is on record from before the request until its instance runs, or until it is certain that
 * there is none. EC2 may show an instance only some time after it was launched.
 */
final class PendingLaunch {
    /** How long EC2 may not know an instance that it has just launched. */
    private static final Duration VISIBLE = Duration.ofMinutes(2);

    private static final Duration DELAY = Duration.ofSeconds(5);

    private final Ticker ticker;
    private final Ec2Config config;
    private final Supplier<Ec2Api> api;
    private final Runnable save;

    PendingLaunch(Ticker ticker, Ec2Config config, Supplier<Ec2Api> api, Runnable save) {
        this.ticker = ticker;
        this.config = config;
        this.api = api;
        this.save = save;
    }

    /** Whether there may be an instance that is not on record, or that EC2 does not show yet. */
    boolean isOnRecord() {
        return !config.text(Ec2Config.LAUNCHED_AT).isEmpty();
    }

    /** Records that a launch is sent now. */
    void begin() {
        config.set(Ec2Config.LAUNCHED_AT, ticker.now().toString());
        save.run();
    }

    /** Records that the launch is over. */
    void end() {
        config.set(Ec2Config.LAUNCHED_AT, "");
        save.run();
    }

    /** Records that the instance is gone; EC2 would answer the old token with it. */
    void forgetInstance() {
        config.set(Ec2Config.INSTANCE_ID, "");
        config.putId();
        end();
    }

    /** Returns the tokens for messages. */
    String tokens() {
        return "the client token " + String.join(" or ", config.launchTokens());
    }

    /**
     * Returns what the launch made, as long as EC2 may not show it yet by asking again; empty if there is nothing then.
     * Instances that are gone are left out if there are others.
     */
    List<Instance> find() {
        List<Instance> found = poll(() -> {
            List<Instance> all = api.get().launchedWith(config.launchTokens());
            return all.isEmpty() ? null : all;
        });
        if (found == null) {
            return List.of();
        }
        List<Instance> there =
                found.stream().filter(instance -> !instance.isGone()).toList();
        return there.isEmpty() ? found : there;
    }

    /**
     * Asks for something of the instance with that id, again as long as EC2 may not know it yet.
     *
     * @return null if EC2 does not know the instance
     */
    <T> @Nullable T withKnown(String id, Function<String, @Nullable T> question) {
        return poll(() -> {
            try {
                return question.apply(id);
            } catch (ApiException e) {
                if (e.code().equals("InvalidInstanceID.NotFound")) {
                    return null;
                }
                throw e;
            }
        });
    }

    private <T> @Nullable T poll(Supplier<@Nullable T> question) {
        return new Poll(ticker, young(), Duration.ZERO, DELAY).within(question);
    }

    /** Returns how long EC2 may still not know the instance; zero if it must know it. */
    private Duration young() {
        return isOnRecord() ? SentTime.left(config.text(Ec2Config.LAUNCHED_AT), VISIBLE, ticker.now()) : Duration.ZERO;
    }
}
