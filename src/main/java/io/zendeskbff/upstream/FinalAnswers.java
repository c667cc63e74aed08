package io.zendeskbff.upstream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.ReferenceCountUtil;

/**
 * Drops the announcements that may come before an answer, RFC 9110 section 15.2: Reactor
 * Netty would take one for the answer, and the answer for that to the next call.
 */
final class FinalAnswers extends ChannelInboundHandlerAdapter {

	/** The announcement's end, which Netty hands on by itself, is dropped too. */
	private boolean announced;

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (message instanceof HttpResponse response) {
			this.announced = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
			refuseOtherProtocols(response, context);
		}
		if (this.announced) {
			ReferenceCountUtil.release(message);
			// Whoever waits for the answer has asked for one message and got none.
			context.read();
		}
		else {
			context.fireChannelRead(message);
		}
	}

	/** We never ask for one, and cannot speak it. */
	private static void refuseOtherProtocols(HttpResponse response, ChannelHandlerContext context) {
		if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
			context.fireExceptionCaught(new DecoderException("Another protocol"));
			var _ = context.close();
		}
	}

}
