import { Component, type ReactNode } from 'react';
import { Button } from '../controls/button.tsx';
import { Icon } from '../controls/icon.tsx';
import styles from './part-boundary.module.css';

interface PartBoundaryProps {
  /** Name of the part for the sentence, e.g. "The sequence list". */
  readonly part: string;
  readonly children: ReactNode;
}

interface PartBoundaryState {
  readonly message: string | null;
}

/** Keeps a fault of one part of the page from taking the others down. Bad data never gets here: that is state, not an exception. */
export class PartBoundary extends Component<PartBoundaryProps, PartBoundaryState> {
  override state: PartBoundaryState = { message: null };

  static getDerivedStateFromError(error: unknown): PartBoundaryState {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render() {
    if (this.state.message === null) return this.props.children;
    return (
      <div role="alert" className={styles.failed}>
        <p className={styles.sentence}>
          <Icon name="alert" />
          {this.props.part} stopped because of a fault in Talkscope. The rest of the page works on.
        </p>
        <p className={styles.message}>{this.state.message}</p>
        <Button onClick={() => this.setState({ message: null })}>Show it again</Button>
      </div>
    );
  }
}
