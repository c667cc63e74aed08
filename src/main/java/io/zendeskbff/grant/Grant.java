package io.zendeskbff.grant;

import org.jspecify.annotations.Nullable;

/**
 * What one token call has brought.
 *
 * @param accessToken to call Zendesk with
 * @param refreshToken to get the next one for, null when Zendesk gave none
 */
public record Grant(BearerToken accessToken, @Nullable RefreshToken refreshToken) {
}
