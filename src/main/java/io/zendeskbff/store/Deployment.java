package io.zendeskbff.store;

import java.time.Duration;

/**
 * What the store must know of those whom it serves. Replicas of one deployment share what
 * they store; two deployments, for two accounts, share nothing even in one Redis.
 *
 * @param name whose it is: the host of Zendesk, with its port where it has one
 * @param longestRead for how long a read may be on its way
 * @param longestUpdate for how long an update may be on its way, its reads included
 */
public record Deployment(String name, Duration longestRead, Duration longestUpdate) {
}
